-- One row: how many MVPs hold a qualifying certificate that is valid, or has no end; null without
-- anybody, or where nothing is known.
-- key: one row
with counted as (
    select
        count(*) as people,
        count(*) filter (status = 'unknown') as unknown,
        count(*) filter (status in ('certified', 'expiring')) as valid,
    from certification_status
)
select if(people = unknown, null,
    format('{:,} of {:,} ', valid, people) || if(people = 1, person_word, people_word)
        || if(valid = 1, ' holds', ' hold') || ' a valid certificate') as sentence,
from counted
cross join rule_settings
