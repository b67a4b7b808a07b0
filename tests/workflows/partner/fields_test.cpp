// Fields both ways: every member of the shipped definitions stands in the table, and who sees which is
// written down again by hand.
#include <gmock/gmock.h>
#include <iterator>
#include <set>
#include <sstream>

#include "states/program.hpp"
#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/policy.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/partner/roles.hpp"

namespace waymark::partner {
namespace {

constexpr runtime::FamilyId own{7};

std::vector<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

runtime::Actor actor(const std::string& role) {
    runtime::Actor each;
    each.person = {5};
    each.roles = {role};
    if (is_partner_role(role)) each.partner = own;
    return each;
}

std::vector<std::string> every_role() {
    std::vector<std::string> roles(staff_roles.begin(), staff_roles.end());
    roles.insert(roles.end(), partner_roles.begin(), partner_roles.end());
    roles.emplace_back(prospect_role);
    return roles;
}

/// Those who may know of an instance of his own partner, or assigned to him, and see the member.
std::vector<std::string> seen_by(const char* workflow, const char* event, const char* member) {
    std::vector<std::string> found;
    for (const auto& role : every_role())
        if (may_read(actor(role), workflow, own, true) && may_see(actor(role), workflow, event, member))
            found.push_back(role);
    return found;
}

void expect_named(const std::string& workflow, const std::string& event, const states::Value& form) {
    if (!form["properties"].is_object()) return;
    for (const auto& [name, property] : form["properties"].object())
        EXPECT_TRUE(names_member(workflow, event, name))
            << workflow << " " << event << ": write \"" << name
            << "\" into a row of the workflow in policy_table.hpp; until then only the team sees it";
}

TEST(Fields, EveryMemberOfEveryDefinitionStandsInTheTable) {
    for (const auto& document : partner_program().documents) {
        const auto chart = shipped_chart(document.workflow);
        for (const auto& name : chart->data_names())
            EXPECT_TRUE(names_member(document.workflow, "", name))
                << document.workflow << ": write the datum \"" << name
                << "\" into a row of the workflow in policy_table.hpp; until then only the team sees it";
        if (chart->start() != nullptr) expect_named(document.workflow, "", chart->start()->form);
        for (const auto& event : chart->events()) {
            expect_named(document.workflow, event.name, event.form);
            if (!event.facts.empty()) {
                EXPECT_TRUE(names_member(document.workflow, event.name, "facts"))
                    << document.workflow << " " << event.name << ": facts";
            }
        }
    }
}

struct Sight {
    const char *workflow, *event, *member;
};
const std::string team = "admin auditor lead coordinator pam";

TEST(Fields, WhoSeesWhat) {
    const std::vector<std::pair<Sight, std::string>> cases = {
        {{"partner", "", "name"},
         team + " support support-lead finance partner-owner partner-admin partner-accountant partner-editor "
                "partner-viewer"},
        {{"partner", "", "contacts"}, team + " partner-owner partner-admin"},
        {{"partner", "presale.request", "customer"}, team + " partner-owner partner-admin"},
        {{"partner", "", "technologies"},
         team + " finance partner-owner partner-admin partner-accountant partner-editor partner-viewer"},
        {{"partner", "debt.set", "reason"},
         team + " finance partner-owner partner-admin partner-accountant partner-editor"},
        {{"partner", "revocation.propose", "evidence"}, team},
        {{"partner", "revocation.propose", "clause"}, team},
        {{"partner", "revocation.appeal", "grounds"},
         team + " finance partner-owner partner-admin partner-accountant partner-editor partner-viewer"},
        {{"partner", "", "a member that nobody wrote down"}, team},
        {{"notice", "", "sender"}, team + " support support-lead finance partner-owner partner-admin"},
        {{"application", "", "technology"}, team + " architect partner-owner partner-admin"},
        {{"application", "", "specialists"}, team + " architect partner-owner partner-admin"},
        {{"application", "", "interview_result"}, team + " architect partner-owner partner-admin"},
        {{"application", "", "went_on"}, team},
        {{"application", "", "late_grant"}, team},
        {{"application", "complete", "reason"}, team},
        {{"application", "late_grant.propose", "reason"}, team},
        {{"application", "ask", "reason"}, team + " architect partner-owner partner-admin"},
        {{"interview", "", "recommendations"}, team + " architect partner-owner partner-admin"},
        {{"interview", "", "scores"}, team + " architect"},
        {{"interview", "", "comment"}, team + " architect"},
        {{"interview", "pass", "comment"}, team + " architect"},
        {{"interview", "fail", "scores"}, team + " architect"},
        {{"interview", "fail", "recommendations"}, team + " architect partner-owner partner-admin"},
        {{"interview", "schedule", "facts"}, team},
        {{"interview", "attachment.add", "file"}, team + " architect"},
        {{"plan", "attachment.add", "file"}, team + " partner-owner partner-admin"},
        {{"notice", "attachment.add", "file"},
         team + " support support-lead finance partner-owner partner-admin"},
        {{"specialization", "", "late_grant"}, team},
        {{"specialization", "risk.set", "reason"},
         team + " partner-owner partner-admin partner-accountant partner-editor partner-viewer"},
        {{"presale", "", "customer"}, team + " customer-manager partner-owner partner-admin"},
        {{"presale", "contact.made", "note"}, team + " customer-manager"},
        {{"revocation", "", "evidence"}, team},
        {{"window", "", "report"}, team},
    };
    for (const auto& [sight, roles] : cases)
        EXPECT_THAT(seen_by(sight.workflow, sight.event, sight.member),
                    testing::UnorderedElementsAreArray(words(roles)))
            << sight.workflow << " " << sight.event << " " << sight.member;
}

/// The variables of the instance that a reason names.
std::set<std::string> named_by(const states::Chart& chart, const states::Reason& reason) {
    std::set<std::string> found;
    for (const auto* parts : {&reason.en, &reason.ru})
        for (const auto& part : *parts)
            if (part.code)
                for (const auto& [path, expression] :
                     chart.program().evaluator->paths(part.code->compiled.value()))
                    found.insert(path.substr(0, path.find_first_of(".[")));
    std::erase_if(found, [&](const std::string& name) {
        return std::ranges::find(chart.data_names(), name) == chart.data_names().end();
    });
    return found;
}

// Who does not see a member gets no reason that names it; so whoever may send an event has to see them all.
TEST(Fields, WhoMaySendAnEventSeesWhatItsReasonsName) {
    for (const auto& document : partner_program().documents) {
        const auto chart = shipped_chart(document.workflow);
        for (const auto& transition : chart->program().transitions)
            for (const auto& name : transition.descriptors) {
                const auto* event = chart->event(name);
                if (!event || !transition.reason) continue;
                for (const auto& member : named_by(*chart, *transition.reason))
                    for (const auto& role : event->roles)
                        EXPECT_TRUE(!may_read(actor(role), document.workflow, own, true) ||
                                    may_see(actor(role), document.workflow, "", member))
                            << document.workflow << " " << name << ": its reason names " << member
                            << ", which the " << role << " does not see";
            }
    }
}

// The day of receipt decides when the thirty days are over: a partner that could say it would leave earlier.
TEST(Fields, TheDayOfReceiptIsSupportsToSay) {
    for (const auto& role : every_role()) {
        const bool support = role == "support" || role == "support-lead";
        for (const char* member : {"received_at", "ticket"})
            EXPECT_EQ(may_set(actor(role), "partner", "notice.register", member), support) << role;
        EXPECT_TRUE(may_set(actor(role), "partner", "notice.register", "requested_exit_date")) << role;
        EXPECT_TRUE(may_set(actor(role), "notice", "change_date", "ticket")) << role;
    }
}

}  // namespace
}  // namespace waymark::partner
