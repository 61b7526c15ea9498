-- One row per nominee who was selected but is not linked to an MVP.
select nominee_name, nominee_email
from nominees
where stage = 'selected'
order by nominee_name, nominee_email
