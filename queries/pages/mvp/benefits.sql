-- One row per benefit that the MVP has or lacks. granted_on is null for one that is missing.
-- key: benefit
select benefit_label as benefit, state_label as state, granted_on,
from benefit_state
order by state, benefit
