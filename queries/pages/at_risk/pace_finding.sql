-- One row: for how many of those who need something more is needed a week than they did recently;
-- null where nothing is needed, or no day is left.
-- key: one row
with counted as (
    select
        count(distinct mvp_id) as people,
        count(distinct mvp_id) filter (needed_a_week > recent_a_week) as too_slow,
    from track_risk
    where needed > 0 and risk != 'out_of_reach' and needed_a_week is not null
)
select if(people = 0, null, format('{:,} of {:,} ', too_slow, people)
    || if(people = 1, person_word || ' needs', people_word || ' need')
    || ' a faster pace than lately') as sentence,
from counted
cross join rule_settings
