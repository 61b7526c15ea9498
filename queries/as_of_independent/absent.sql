-- One row per input that was never supplied, one when NDAs are not tracked, and one when no answer
-- says whether it was accepted (docs/rules.md section 13), with what the build and the pages say.
-- key: about
with sentences as (
    select unnest([
        {'about': 'contributions', 'is_there': has_contributions,
            'sentence': 'No contributions were supplied, so nothing is known about what was done.'},
        {'about': 'accepted', 'is_there': acceptance_is_tracked,
            'sentence': 'No answer says whether it was accepted, so acceptance is not judged.'},
        {'about': 'commitments', 'is_there': has_commitments,
            'sentence': 'No commitments were supplied, so ' || rule_settings.any_track
                || ' is enough.'},
        {'about': 'certifications', 'is_there': has_certifications or not uses_certification,
            'sentence': 'No certifications were supplied, so every certification is unknown.'},
        {'about': 'renewals', 'is_there': has_renewals or not uses_renewal,
            'sentence': 'No renewals were supplied, so invitations and decisions are unknown.'},
        {'about': 'nominations', 'is_there': has_nominations or not uses_nominations,
            'sentence': 'No nominations were supplied, so nominees are unknown.'},
        {'about': 'feedback', 'is_there': has_feedback or not has_nominations,
            'sentence': 'No feedback on nominations was supplied, so opinions are unknown.'},
        {'about': 'benefits', 'is_there': has_benefits or not uses_benefits,
            'sentence': 'No benefits were supplied, so it is unknown who has which.'},
        {'about': 'nda', 'is_there': nda_is_tracked or not uses_nda,
            'sentence': 'NDAs are not tracked, so nobody awaits one.'},
    ], recursive := true)
    from supplied
    cross join rule_settings
),
final as (
    select about, sentence
    from sentences
    where not is_there
)
select * from final order by about
