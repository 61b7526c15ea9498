-- One row per benefit of the MVP in sight.
select replace(benefit, '_', ' ') as benefit, replace(state, '_', ' ') as state, granted_on,
from benefit_state
order by state, benefit
