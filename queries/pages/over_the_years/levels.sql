-- One row per pair of consecutive years and pair of levels on their last days: how many MVPs went
-- from the one to the other. Who is active on one of these days only comes from not active, or is
-- gone.
-- key: from_label, to_label
with ends as (
    select distinct year, year_label || if(is_over, '', ' so far') as label from past_levels
),
pairs as (
    select earlier.year, earlier.label as from_year, later.label as to_year,
    from ends as earlier join ends as later on later.year = earlier.year + 1
),
steps as (
    select year, from_year, to_year,
        coalesce(earlier.level_label, 'not active') as from_state,
        coalesce(later.level_label, 'gone') as to_state,
        earlier.level_rank as from_rank, later.level_rank as to_rank,
    from pairs cross join (select distinct mvp_id from past_levels) as people
    left join past_levels as earlier using (mvp_id, year)
    left join past_levels as later
        on later.mvp_id = people.mvp_id and later.year = pairs.year + 1
    where earlier.mvp_id is not null or later.mvp_id is not null
)
select
    from_year || ': ' || from_state as from_label, from_state,
    to_year || ': ' || to_state as to_label, to_state, count(*) as mvps,
from steps
group by from_year, from_state, to_year, to_state
order by min(year), min(from_rank) nulls last, min(to_rank) nulls last, from_label, to_label
