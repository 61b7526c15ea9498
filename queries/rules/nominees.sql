-- One row per nominee, identified by e-mail address (docs/rules.md sections 9 and 13), without what
-- is dated after D. Null: one_year_of_use when not known, feedback_… when no feedback was supplied,
-- decided_on without a decision, first_feedback_on without feedback, mvp_id when none is named.
-- key: nominee_email
with seen as (
    select
        lower(trim(nominations.nominee_email)) as nominee_email,
        nominations.* exclude (nominee_email, decision, decided_on),
        if(nominations.decided_on <= dates.as_of, nominations.decision, null) as decision,
        if(nominations.decided_on <= dates.as_of and nominations.decision is not null,
            nominations.decided_on, null) as decided_on,
        dates.as_of,
    from nominations
    join dates on nominations.nominated_on <= dates.as_of
),
grouped as (
    select
        seen.nominee_email,
        any_value(seen.as_of) as as_of,
        arg_max(seen.nominee_name, (seen.nominated_on, seen.nomination_id)) as nominee_name,
        count(*)::integer as nominations,
        min(seen.nominated_on) as first_nominated_on,
        min(seen.using_since) as using_since,
        arg_max(seen.certification_level, rule_certificates.certificate_rank)
            as certification_level,
        arg_max(seen.decision, (seen.decided_on, seen.nomination_id))
            filter (seen.decision is not null) as decision,
        max(seen.decided_on) as decided_on,
        coalesce(
            arg_max(seen.mvp_id, (seen.decided_on, seen.nomination_id))
                filter (seen.decision is not null),
            arg_max(seen.mvp_id, (seen.nominated_on, seen.nomination_id))
                filter (seen.mvp_id is not null)
        ) as mvp_id,
    from seen
    left join rule_certificates on rule_certificates.level = seen.certification_level
    group by all
),
heard as (
    select
        seen.nominee_email,
        count(*)::integer as feedback,
        (count(*) filter (feedback.recommendation = 'yes'))::integer as feedback_yes,
        (count(*) filter (feedback.recommendation = 'no'))::integer as feedback_no,
        (count(*) filter (feedback.recommendation = 'unsure'))::integer as feedback_unsure,
        min(feedback.given_on) as first_feedback_on,
    from seen
    join feedback using (nomination_id)
    where feedback.given_on <= seen.as_of
    group by all
),
decided as (
    select
        grouped.* exclude (as_of, decision),
        if(has_feedback, coalesce(heard.feedback_yes, 0), null) as feedback_yes,
        if(has_feedback, coalesce(heard.feedback_no, 0), null) as feedback_no,
        if(has_feedback, coalesce(heard.feedback_unsure, 0), null) as feedback_unsure,
        heard.first_feedback_on,
        (grouped.using_since + to_years(rule_settings.years_of_use))::date < grouped.as_of
            as one_year_of_use,
        case
            when grouped.decision = 'selected' and membership.status in ('active', 'left')
                then 'mvp'
            when grouped.decision = 'selected' and membership.status is not null then 'onboarding'
            when grouped.decision is not null then grouped.decision
            when heard.feedback > 0 then 'in_feedback'
            else 'nominated'
        end as stage,
    from grouped
    cross join rule_settings cross join supplied
    left join heard using (nominee_email)
    left join membership on membership.mvp_id = grouped.mvp_id
),
final as (
    select decided.*, rule_nominee_stages.label as stage_label, rule_nominee_stages.stage_rank,
    from decided
    join rule_nominee_stages using (stage)
)
select * from final
