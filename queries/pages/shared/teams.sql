-- One row per team of an MVP of the roster, to choose from.
-- key: team
select distinct team
from members
where team is not null
order by team
