-- One row per track of the MVP with answers this year that asks for a share of accepted ones: that
-- share, and whether it is enough today, in a sentence.
-- key: track
select
    progress.track,
    format('{:,} of {:,} answers accepted; ', solutions, answers)
        || min_solutions || ' in ' || min_solutions_of || ' asked. ' || case
        when answers < few_answers then 'Too early to say.'
        when has_enough_solutions then 'That is enough today.'
        else 'That is not enough yet.'
    end as sentence,
from progress
join rule_tracks using (track)
cross join rule_settings
cross join supplied
where min_solutions is not null and supplied.acceptance_is_tracked and progress.answers > 0
order by progress.track_rank
