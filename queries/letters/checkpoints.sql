-- One row per checkpoint of a year (docs/rules.md section 1).
-- key: month, day
select month, day
from rule_checkpoints
order by month, day
