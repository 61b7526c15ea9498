-- One row per MVP of the roster, to choose from: those who are active first, then by name, whatever
-- its case and accents.
-- key: mvp_id
select mvp_id, name || coalesce(' · ' || team, '') as label
from members
order by status != 'active', lower(strip_accents(name)), mvp_id
