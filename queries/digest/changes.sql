-- One row per day of the week up to D on which rules changed (docs/rules.md section 1).
-- key: changed_on
select distinct changed_on
from rule_changes
join dates on changed_on > as_of - to_weeks(1) and changed_on <= as_of
order by changed_on
