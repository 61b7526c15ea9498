-- One row per day on which rules changed in the week up to D, or change up to the next checkpoint,
-- to which flags look ahead (docs/rules.md section 1).
-- key: changed_on
select distinct changed_on, changed_on > as_of as is_ahead,
from rule_changes
join years
    on years.is_current and changed_on > as_of - to_weeks(1)
    and changed_on <= greatest(as_of, next_checkpoint)
order by changed_on
