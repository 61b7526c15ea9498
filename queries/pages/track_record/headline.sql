-- One row per look-ahead that is the longest: how many flags were right so long before a
-- checkpoint, and how many misses had been flagged, in a sentence. No row when there is no case.
-- key: one row
with counted as (
    select
        look_ahead,
        count(*) as cases,
        count(*) filter (is_flagged) as flagged,
        count(*) filter (not is_reached) as missed,
        count(*) filter (is_flagged and not is_reached) as right_flags,
    from cases
    group by look_ahead
    qualify look_ahead = max(look_ahead) over ()
)
select look_ahead || ' days before a ' || checkpoint_word || ', '
    || case
        when cases < too_few then 'there are too few cases to judge.'
        when flagged = 0 then 'nobody was flagged.'
        else format('{:,} of {:,} flags were right', right_flags, flagged)
            || if(missed = 0, '', format('; {:,} of {:,} misses had been flagged',
                right_flags, missed))
            || if(least(flagged, nullif(missed, 0)) < too_few, ', too few to judge.', '.')
    end as sentence,
from counted
cross join rule_settings
