-- One row: who decides about requests, by which settings addresses are compared (docs/rules.md
-- section 2), and the years that a decision can be about: that of D and those beside it.
-- key: one row
select
    decided_by,
    (select list(word order by word) from rule_no_addresses) as no_addresses,
    (select list(parameter order by parameter) from rule_tracking_parameters)
        as tracking_parameters,
    (select list(program_years.year) from program_years join dates
        on program_years.year between dates.year - 1 and dates.year + 1) as years,
from rule_settings
