-- One row per step that the MVP has to take, the earliest first; what has no day comes before it.
-- due_on is null for what cannot wait, risk and chance where there is none before the checkpoint.
-- key: due_on, step
select due_on, step, risk_label as risk, chance,
from next_steps
order by due_on nulls first, step_rank nulls first, about
