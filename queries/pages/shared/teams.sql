-- One row per team that has someone on the roster.
select distinct team
from members
where team is not null
order by team
