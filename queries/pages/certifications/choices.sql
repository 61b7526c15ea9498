-- One row per certification status, to choose from, in the order of the rules.
-- key: status
select label as status
from rule_certification_statuses
order by status_rank
