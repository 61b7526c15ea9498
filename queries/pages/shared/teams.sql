-- One row per team of an MVP of the roster, to choose from; null stands for those without a team.
-- key: team
select distinct team
from members
order by team nulls last
