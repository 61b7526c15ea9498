-- One row per thing that is not there, with the sentence that a page says about it: what was not
-- supplied or is not tracked (docs/rules.md section 13), active MVPs, known risks and others.
-- key: about
with counted as (
    select
        (select count(*) from members where status = 'active') > 0 as active,
        (select count(distinct mvp_id) from track_risk where risk = 'unknown') as unknown,
        (select count(*) from members where risk = 'unknown') as undecided,
        (select count(*) from comparison_dates where is_frozen) as frozen,
        (select count(*) from nominees where decided_on is not null) as decided,
),
sentences as (
    select unnest([
        {'about': 'active MVPs', 'is_there': active, 'sentence': 'Nobody is active on this day.'},
        {'about': 'known risks', 'is_there': unknown = 0,
            'sentence': format('The risk of {:,} active ', unknown) || if(unknown = 1, person_word,
                people_word) || ' is unknown in a track, because its data does not cover this day'
                || coalesce(format('; for {:,} of them another risk counts.',
                    nullif(unknown - undecided, 0)), '.')},
        {'about': 'frozen checkpoints', 'is_there': frozen > 0,
            'sentence': 'No ' || checkpoint_word
                || ' that is compared with this day has been frozen yet.'},
        {'about': 'decided nominees', 'is_there': decided > 0 or not supplied.has_nominations,
            'sentence': 'No nominee has been decided on yet.'},
    ], recursive := true)
    from counted cross join supplied cross join rule_settings
)
select about, sentence, false as is_input from sentences where not is_there
union all select about, sentence, true from absent
order by is_input desc, about
