-- One row per MVP of this year's roster who needs an exam: why, in words (docs/rules.md section 6):
-- which certificate has ended, which one is below the level that qualifies, or that there is none.
-- key: mvp_id
with people as (
    select certification_status.mvp_id, membership.entered_on, dates.as_of,
    from certification_status
    join membership using (mvp_id)
    cross join dates
    where certification_status.needs_exam
),
attempts as (
    select
        people.*,
        rule_certificates.*,
        certifications.passed and (expires_on < taken_on) is not true as is_pass,
        coalesce(certifications.expires_on, 'infinity'::date) as ends_on,
    from people
    left join certifications
        on certifications.mvp_id = people.mvp_id and certifications.taken_on <= people.as_of
    left join rule_certificates using (level)
),
summarized as (
    select
        mvp_id,
        entered_on,
        as_of,
        coalesce(bool_or(is_qualifying), false) as has_tried,
        arg_max({'level': level, 'ends_on': ends_on}, ends_on) filter (is_pass and is_qualifying)
            as ended,
        arg_max({'level': level, 'ends_on': ends_on}, (ends_on >= as_of, certificate_rank, ends_on))
            filter (is_pass and not is_qualifying) as below,
    from attempts
    group by all
),
needed as (
    select arg_min(level, certificate_rank) as level from rule_certificates where is_qualifying
),
final as (
    select
        mvp_id,
        concat_ws('; ',
            ended.level || ' ended on ' || strftime(ended.ends_on, '%b %-d, %Y')
                || if(ended.ends_on < entered_on, ', before entering', ''),
            below.level || if(below.ends_on >= as_of, ' is passed',
                ' ended on ' || strftime(below.ends_on, '%b %-d, %Y'))
                || ', but ' || needed.level || ' is needed',
            if(ended is null and has_tried, needed.level || ' not passed yet', null),
            if(ended is null and below is null and not has_tried,
                needed.level || ' not taken yet', null)
        ) as reason,
    from summarized
    cross join needed
)
select * from final
