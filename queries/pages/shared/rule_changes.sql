-- One row: when rules changed since the earliest day that D is compared with, and when they change
-- up to the end of D's year, in a sentence each (docs/rules.md section 1). sentence is empty where
-- there is none.
-- key: one row
with changes as (
    select distinct
        changed_on,
        changed_on > as_of as is_ahead,
        strftime(changed_on, '%b %-d, %Y') as day_label,
    from rule_changes
    join years on years.is_current and changed_on <= greatest(as_of, final_checkpoint)
    where changed_on > as_of or changed_on > (select min(compared_on) from comparison_dates)
),
listed as (
    select is_ahead, string_agg(day_label, ' and ' order by changed_on) as days,
    from changes
    group by is_ahead
)
select coalesce(string_agg(
    if(is_ahead,
        'Rules change on ' || days || '; what lies ahead is judged by the rules before that.',
        'Rules changed on ' || days || '; earlier days are judged by the rules of then.'),
    ' ' order by is_ahead), '') as sentence,
from listed
