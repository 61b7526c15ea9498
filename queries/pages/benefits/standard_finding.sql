-- One row: which standard benefit is missing most often, the first of several in the alphabet, and
-- for how many active MVPs; null where nobody is active or no benefit is standard.
-- key: one row
with counted as (
    select benefit_label, count(*) filter (state = 'missing') as missing,
    from benefit_state
    where is_standard and status = 'active'
    group by all
),
most as (
    select max(missing) as missing, min_by(benefit_label, (-missing, benefit_label)) as benefit,
    from counted
)
select if(missing = 0, 'No standard benefit is missing',
    'Most often missing: ' || benefit || format(', for {:,} ', missing)
        || if(missing = 1, person_word, people_word)) as sentence,
from most
cross join rule_settings
