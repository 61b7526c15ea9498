-- One row per MVP of the roster, to choose from.
-- key: mvp_id
select mvp_id, name || coalesce(' · ' || team, '') as label
from members
order by name, mvp_id
