-- One row per judged track, horizon ahead and number of pieces that is tried: the chance with so
-- many (docs/rules.md section 18; docs/forecast.md). `certain` has the chances of the tries as if
-- their count was certain, `raised` the numbers of answers that they mean, `forecast` the chances
-- without any pieces.
-- key: mvp_id, track, horizon, number
with compared as (
    select
        tries.*,
        tries.number >= coalesce(raised.still_needed, tries.needed) as is_enough,
    from tries
    left join raised
        on raised.mvp_id = tries.number::varchar
        and raised.track = tries.track and raised.horizon = tries.horizon
),
final as (
    select
        compared.* exclude (mvp_id, needed),
        forecast.* exclude (track, horizon) replace (
            greatest(0, forecast.needed - compared.number)::integer as needed,
            if(is_enough, certain.must_be_accepted, forecast.must_be_accepted) as must_be_accepted,
            if(is_enough, certain.next_answers, forecast.next_answers) as next_answers,
            if(is_enough, certain.share_chance, forecast.share_chance) as share_chance,
            if(is_enough, certain.is_out_of_reach, forecast.is_out_of_reach) as is_out_of_reach,
            if(is_enough, certain.is_certain, forecast.is_certain) as is_certain,
            if(is_enough, certain.chance, forecast.chance) as chance
        ),
    from compared
    join forecast using (mvp_id, track, horizon)
    join certain
        on certain.mvp_id = compared.number::varchar
        and certain.track = compared.track and certain.horizon = compared.horizon
)
select * from final
