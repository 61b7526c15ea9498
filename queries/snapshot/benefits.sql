-- benefits.csv: one row per MVP and benefit.
-- key: mvp_id, benefit
select
    mvp_id,
    name,
    benefit,
    state,
    granted_on,
from benefit_state
order by mvp_id, benefit
