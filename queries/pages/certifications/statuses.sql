-- One row per certification status that anybody has.
select replace(status, '_', ' ') as status, count(*) as mvps
from certification_status
group by all
order by mvps desc, status
