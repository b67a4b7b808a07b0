// What stories are made of: how a company joins, applies, is interviewed, is granted a specialization, gives
// notice. Each goes on from where the story stands, on the days it is given (business days before today; the
// greater the older).
#pragma once

#include "daemon/sample/story.hpp"

namespace waymark::sample {

/// The company becomes a partner on some day not newer than `newest`: added by the team, or by an application
/// of its own.
void join(Story& story, int newest);
/// As join, always by an application; the owner can act from then on. On `day`.
void join_by_application(Story& story, int day);
/// The partner gets an owner who can act, unless it has one.
void need_owner(Story& story);
/// A prospect's application to the program as a draft with all it needs.
void draft_onboarding(Story& story);

/// A technology; with_interview: one that needs an interview.
std::string technology(Story& story, bool with_interview);
/// One that demands consumption, and nothing that lapses by itself while the customers go on.
std::string technology_with_threshold(Story& story);
/// An application with all it needs, not submitted.
void draft_application(Story& story, const std::string& technology);
void submit_application(Story& story, const std::string& technology);
/// The documents are checked.
void check_application(Story& story);
/// The checks are complete: on to the interview, or ready.
void complete_application(Story& story);
/// What `schedule` needs for a slot.
boost::json::object interview_at(Story& story, const Slot& slot);
/// Schedules the interview for that day, or a newer one when nobody is free, and goes on to its evening.
/// Gives the architect.
std::string schedule_interview(Story& story, const std::string& technology, int day);
/// From nothing to ready for the decision, by `day`, begun some thirty business days before.
void ready_by(Story& story, const std::string& technology, int day);
/// Granted on a day within the window; the partner has joined long before when it has not yet.
void granted_in(Story& story, const PastWindow& window, const std::string& technology);

/// A quit notice, received on this day; then accepted on that.
void give_notice(Story& story);
void accept_notice(Story& story, int day);
/// A revocation is proposed.
void propose_revocation(Story& story);
void ask_for_presale(Story& story);

}  // namespace waymark::sample
