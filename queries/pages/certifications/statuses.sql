-- One row per certification status that somebody has, the most frequent first.
-- key: status
select status_label as status, count(*) as mvps
from certification_status
group by all
order by mvps desc, status
