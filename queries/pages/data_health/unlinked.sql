-- One row per nominee who was selected and is not linked to an MVP.
-- key: nominee_email
select nominee_name, nominee_email
from nominees
where stage = 'selected'
order by nominee_name, nominee_email
