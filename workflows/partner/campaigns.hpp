// Whom a campaign invites: the candidates, what became of them, and who was left out and why. How near
// somebody is to a specialization is handed in. Pure: instances come through lookups.
#pragma once

#include "workflows/partner/eligibility/nearness.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// Of an active partner. Nothing: what is known of it does not tell.
using NearnessOf = std::function<std::optional<Nearness>(runtime::InstanceId partner,
                                                         std::string_view technology, Instant at)>;

/// Needs "live-partner" of facts.hpp beside them.
std::vector<runtime::Lookup> campaign_lookups();

/// Of a campaign: {candidates: [{key, partner, technology, ready, added}], left_out: {CODE: count},
/// joined, left: [{partner, technology}]}: every partner in the program × every technology; who is ready
/// first, then by how much is missing. Of a list that is made anew, what people did to it stays: whom they
/// have removed is not on it, whom they have added is; joined and left say how it differs.
states::Value candidates(const runtime::Asking& asking, const NearnessOf& nearness);
/// Of the partner and the technology that the event names: {code: why it cannot be invited, or null; text;
/// ready: null when it cannot be told}.
states::Value candidate_fact(const runtime::FactQuestion& question, const NearnessOf& nearness);
/// Of a campaign: {invited, pending: how many can still be, skipped: [{partner, technology, code}]}.
states::Value invited_fact(const runtime::FactQuestion& question);
/// Of a campaign: {invited, interested, declined, applied, none}, each invitation once.
states::Value answers_fact(const runtime::FactQuestion& question);

/// "list.renew" to each campaign whose list waits for its approval and was made before this import.
std::vector<runtime::Errand> renewals_after(const std::string& import, const runtime::FindInstances& find);
/// The same to one campaign, when another import came while its list was made; and "list.computed" to one
/// whose list is to be made, with what `compute` finds out: candidates() and the import considered.
std::vector<runtime::Errand> lists_of(const runtime::Instance& campaign, const states::Value& newest_import,
                                      const std::function<states::Value(const runtime::Asking&)>& compute);

/// How near the partner that is asked about is to the technology, now.
using NearnessNow =
    std::function<std::optional<Nearness>(const runtime::Asking&, std::string_view technology)>;
/// "invitation.offer" to each partner that can be invited and is not yet, with what is missing then, and
/// behind them "campaign.sent" to the campaign; nothing unless it is being sent.
std::vector<runtime::Errand> invitations_of(const runtime::Instance& campaign,
                                            const runtime::FindInstances& find, const NearnessNow& nearness);

struct LeftOut {
    runtime::InstanceId partner;
    std::string technology;
    /// HAS_SPECIALIZATION, APPLIED, NOT_READY, UNKNOWN, QUIT_PENDING, QUARANTINED; REMOVED: by the team.
    std::string code;
    states::Text gap;    // of NOT_READY
    std::string reason;  // of REMOVED: "subject:…"
};
/// Of a campaign, as it stands now, for a report; who is on the list is not left out. By partner.
std::vector<LeftOut> left_out(const runtime::Asking& asking, const NearnessOf& nearness);

}  // namespace waymark::partner
