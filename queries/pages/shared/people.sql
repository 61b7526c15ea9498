-- One row per MVP on the roster, for picking one.
select mvp_id, name || coalesce(' · ' || team, '') as label
from members
order by name, mvp_id
