-- One row per MVP of this year's roster, track and horizon ahead (checkpoint, final): what is still
-- missing by then, in words (docs/rules.md section 7, What is missing); null where nothing is.
-- missing_in_track says the track too, unless the unit says it. is_share_short: the share of
-- accepted answers is not enough, or too likely not to stay so.
-- key: mvp_id, track, horizon
with likely_enough as (
    select min_chance from rule_risks where risk = 'low'
),
judged as (
    select
        chances.*,
        progress_level.has_enough_solutions,
        not progress_level.has_enough_solutions
            or (chances.share_chance < likely_enough.min_chance and not chances.is_out_of_reach)
            as is_share_short,
    from chances
    join dates on true
    join progress_level on progress_level.mvp_id = chances.mvp_id
        and progress_level.track = chances.track and progress_level.year = dates.year
    cross join likely_enough
),
final as (
    select
        judged.mvp_id,
        judged.track,
        judged.horizon,
        judged.due_on,
        judged.is_share_short,
        nullif(concat_ws(', with ',
            if(needed > 0,
                format('{:,} more ', needed) || if(needed = 1, unit_one, unit_many), null),
            case
                when not is_share_short then null
                when is_out_of_reach
                    then min_solutions || ' in ' || min_solutions_of || ' answers accepted'
                else format(
                    '{:,} of the next {:,} answers accepted', must_be_accepted, next_answers
                ) || if(has_enough_solutions, ' to keep the share', '')
            end
        ), '') as still_missing,
        still_missing || if(
            needed > 0 and lower(track_label) in (lower(unit_one), lower(unit_many)),
            '', ' in ' || track_label) as missing_in_track,
    from judged
    join rule_tracks using (track)
)
select * from final
