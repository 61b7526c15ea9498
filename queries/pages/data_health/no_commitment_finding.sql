-- One row: how many active MVPs have no commitment for the year; null where all have one.
-- key: one row
with counted as (
    select
        count(*) filter (status = 'active') as active,
        count(*) filter (is_uncommitted) as uncommitted,
    from members
)
select format('{:,} of {:,} active ', nullif(uncommitted, 0), active)
    || if(active = 1, person_word, people_word) || if(uncommitted = 1, ' has', ' have')
    || ' no commitment this year' as sentence,
from counted
cross join rule_settings
