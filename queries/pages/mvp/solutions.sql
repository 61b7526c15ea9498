-- One row per track of the MVP with answers this year that asks for a share of accepted ones: that
-- share, and what would raise it, in a sentence.
-- key: track
with answered as (
    select
        progress.*,
        rule_tracks.min_solutions,
        rule_tracks.min_solutions_of,
        rule_settings.few_answers,
        way_back.accepted,
        way_back.answers as next_answers,
    from progress
    join rule_tracks using (track)
    cross join rule_settings
    left join way_back using (track)
    cross join supplied
    where rule_tracks.min_solutions is not null and supplied.acceptance_is_tracked
        and progress.answers > 0
)
select
    track,
    format('{:,} of {:,} answers accepted; ', solutions, answers)
        || min_solutions || ' in ' || min_solutions_of || ' asked. ' || case
        when answers < few_answers then 'Too early to say.'
        when accepted > 0 then format('{:,} of the next {:,}', accepted, next_answers)
            || ' accepted brings it to ' || min_solutions || ' in ' || min_solutions_of || '.'
        else 'That is enough.'
    end as sentence,
from answered
order by track_rank
