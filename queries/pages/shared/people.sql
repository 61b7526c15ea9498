-- One row per MVP of the roster, to choose from: by name, whatever its case and accents.
-- key: mvp_id
select mvp_id, name || coalesce(' · ' || team, '') as label
from members
order by lower(strip_accents(name)), mvp_id
