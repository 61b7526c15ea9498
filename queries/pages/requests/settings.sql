-- One row: who decides about requests, and by which settings addresses are compared (docs/rules.md
-- section 2).
-- key: one row
select
    decided_by,
    (select list(word order by word) from rule_no_addresses) as no_addresses,
    (select list(parameter order by parameter) from rule_tracking_parameters)
        as tracking_parameters,
from rule_settings
