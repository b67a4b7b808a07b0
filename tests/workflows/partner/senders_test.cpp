// Who sends what: every event that somebody outside may send, written down by hand from the program's actors
// (section 2 of its model), and what no role may ever be given.
#include <gmock/gmock.h>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/partner/roles.hpp"

namespace waymark::partner {
namespace {

using Set = std::set<std::string>;

Set words(const std::string& text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

struct Sender {
    const char *workflow, *event, *roles;  // event "": the start
};
// One line an event.
constexpr std::array senders = {
    Sender{"partner", "", "coordinator pam admin"},
    Sender{"partner", "notice.register", "support support-lead partner-owner partner-admin"},
    Sender{"partner", "application.open", "partner-owner partner-admin pam"},
    Sender{"partner", "presale.request", "partner-owner partner-admin pam"},
    Sender{"partner", "revocation.propose", "pam coordinator lead"},
    Sender{"partner", "revocation.appeal", "partner-owner partner-admin coordinator"},
    Sender{"partner", "pam.set", "coordinator lead"},
    Sender{"partner", "debt.set", "finance"},
    Sender{"partner", "debt.clear", "finance"},
    Sender{"notice", "validate", "support support-lead"},
    Sender{"notice", "refuse", "support support-lead"},
    Sender{"notice", "change_date", "support support-lead"},
    Sender{"notice", "withdraw", "support support-lead"},
    Sender{"notice", "check", "support support-lead pam coordinator lead finance"},
    Sender{"specialization", "relinquish", "partner-owner partner-admin"},
    Sender{"specialization", "risk.set", "pam coordinator lead"},
    Sender{"specialization", "risk.clear", "pam coordinator lead"},
    Sender{"specialization", "end.decide", "coordinator lead"},
    Sender{"specialization", "end.cancel", "coordinator lead"},
    Sender{"application", "draft.save", "partner-owner partner-admin pam"},
    Sender{"application", "submit", "partner-owner partner-admin pam"},
    Sender{"application", "check", "pam"},
    Sender{"application", "ask", "pam"},
    Sender{"application", "answer", "partner-owner partner-admin pam"},
    Sender{"application", "complete", "pam"},
    Sender{"application", "grant", "coordinator lead"},
    Sender{"application", "late_grant.propose", "pam coordinator lead"},
    Sender{"application", "late_grant.approve", "lead"},
    Sender{"application", "reject", "coordinator lead"},
    Sender{"application", "withdraw", "partner-owner partner-admin"},
    Sender{"interview", "schedule", "coordinator pam lead"},
    Sender{"interview", "reschedule", "coordinator pam lead"},
    Sender{"interview", "cancel", "coordinator pam lead architect"},
    Sender{"interview", "architect.release", "coordinator pam lead"},
    Sender{"interview", "no_show", "coordinator pam lead architect"},
    Sender{"interview", "pass", "architect"},
    Sender{"interview", "fail", "architect"},
    Sender{"presale", "assign", "customer-manager coordinator lead"},
    Sender{"presale", "contact.made", "customer-manager"},
    Sender{"presale", "work.start", "customer-manager"},
    Sender{"presale", "link", "partner-owner partner-admin pam customer-manager"},
    Sender{"presale", "close", "customer-manager lead"},
    Sender{"presale", "cancel", "partner-owner partner-admin pam customer-manager lead"},
    Sender{"revocation", "cure.grant", "coordinator lead"},
    Sender{"revocation", "approve", "lead"},
    Sender{"revocation", "drop", "coordinator lead"},
    Sender{"revocation", "uphold", "lead"},
    Sender{"revocation", "reverse", "lead"},
    Sender{"window", "extension.propose", "pam coordinator lead"},
    Sender{"window", "extension.approve", "lead"},
    Sender{"window", "extension.drop", "pam coordinator lead"},
    Sender{"onboarding", "draft.save", "prospect partner-owner"},
    Sender{"onboarding", "submit", "prospect partner-owner"},
    Sender{"onboarding", "resubmit", "prospect partner-owner"},
    Sender{"onboarding", "withdraw", "prospect partner-owner"},
    Sender{"onboarding", "review.start", "pam"},
    Sender{"onboarding", "changes.request", "pam"},
    Sender{"onboarding", "approve", "pam"},
    Sender{"onboarding", "reject", "pam"},
    Sender{"onboarding", "agreement.sign", "pam"},
    Sender{"onboarding", "pam.set", "coordinator lead"},
    Sender{"person", "", "admin"},
    Sender{"person", "roles.set", "admin"},
    Sender{"person", "competences.set", "admin lead"},
    Sender{"person", "address.set", "admin"},
    Sender{"person", "token.create", "admin"},
    Sender{"person", "token.revoke", "admin"},
    Sender{"person", "onboarding.open", "prospect partner-owner"},
    Sender{"person", "deputy.set",
           "admin lead coordinator pam support support-lead architect customer-manager finance"},
    Sender{"person", "deputy.clear",
           "admin lead coordinator pam support support-lead architect customer-manager finance"},
    Sender{"person", "leave", "admin"},
    Sender{"partner", "agreement.record", "pam coordinator"},
    Sender{"partner", "employee.add", "partner-owner partner-admin pam coordinator"},
    Sender{"partner", "solution.claim", "partner-owner partner-admin pam"},
    Sender{"partner", "plan.submit", "partner-owner partner-admin pam"},
    Sender{"partner", "project.report", "partner-owner partner-admin pam"},
    Sender{"partner", "customer.add", "partner-owner partner-admin partner-editor pam coordinator"},
    Sender{"partner", "settlement.set", "finance"},
    Sender{"partner", "benefit.use", "pam coordinator"},
    Sender{"agreement", "amend", "pam coordinator"},
    Sender{"agreement", "correct", "pam coordinator"},
    Sender{"agreement", "end", "coordinator lead"},
    Sender{"employee", "certificate.add", "partner-owner partner-admin pam coordinator"},
    Sender{"employee", "certificate.correct", "partner-owner partner-admin pam coordinator"},
    Sender{"employee", "certificate.withdraw", "partner-owner partner-admin pam coordinator"},
    Sender{"employee", "rename", "partner-owner partner-admin pam coordinator"},
    Sender{"employee", "leave", "partner-owner partner-admin pam coordinator"},
    Sender{"employee", "stay", "partner-owner partner-admin pam coordinator"},
    Sender{"employee", "return", "partner-owner partner-admin pam coordinator"},
    Sender{"employee", "remove", "partner-owner partner-admin pam coordinator"},
    Sender{"solution", "verify", "architect pam coordinator"},
    Sender{"solution", "decline", "architect pam coordinator"},
    Sender{"solution", "withdraw", "partner-owner partner-admin pam"},
    Sender{"solution", "verification.withdraw", "architect pam coordinator lead"},
    Sender{"plan", "approve", "pam coordinator lead"},
    Sender{"plan", "return", "pam coordinator lead"},
    Sender{"plan", "resubmit", "partner-owner partner-admin pam"},
    Sender{"plan", "withdraw", "partner-owner partner-admin pam"},
    Sender{"plan", "approval.withdraw", "pam coordinator lead"},
    Sender{"project", "confirm", "architect pam coordinator"},
    Sender{"project", "decline", "architect pam coordinator"},
    Sender{"project", "withdraw", "partner-owner partner-admin pam"},
    Sender{"project", "confirmation.withdraw", "architect pam coordinator lead"},
    Sender{"customer", "correct", "partner-owner partner-admin partner-editor pam coordinator"},
    Sender{"customer", "subaccount.add", "partner-owner partner-admin partner-editor pam coordinator"},
    Sender{"customer", "scope.register", "pam coordinator"},
    Sender{"customer", "remove", "pam coordinator"},
    Sender{"subaccount", "activate", "partner-owner partner-admin partner-editor pam coordinator"},
    Sender{"subaccount", "suspend", "partner-owner partner-admin partner-editor pam coordinator"},
    Sender{"subaccount", "resume", "partner-owner partner-admin partner-editor pam coordinator"},
    Sender{"subaccount", "deactivate", "partner-owner partner-admin partner-editor pam coordinator"},
    Sender{"scope", "end", "pam coordinator"},
    Sender{"partner", "invoice.record", "finance"},
    Sender{"invoice", "correct", "finance"},
    Sender{"invoice", "pay", "finance"},
    Sender{"invoice", "cancel", "finance"},
    Sender{"import", "", "finance admin pam coordinator"},
    Sender{"import", "check", "finance admin pam coordinator"},
    Sender{"import", "publish", "finance admin pam coordinator"},
    Sender{"import", "discard", "finance admin pam coordinator"},
    Sender{"campaign", "candidate.remove", "coordinator lead"},
    Sender{"campaign", "candidate.add", "coordinator lead"},
    Sender{"campaign", "list.refresh", "coordinator lead"},
    Sender{"campaign", "approve", "coordinator lead"},
    Sender{"campaign", "cancel", "coordinator lead"},
    Sender{"invitation", "interested", "partner-owner partner-admin"},
    Sender{"invitation", "decline", "partner-owner partner-admin"},
    Sender{"benefit", "cancel", "pam coordinator"},
    Sender{"edition", "", "coordinator lead"},
    Sender{"edition", "propose", "coordinator lead"},
    Sender{"edition", "publish", "lead"},
    Sender{"edition", "decline", "lead"},
    Sender{"edition", "withdraw", "coordinator lead"},
    Sender{"plan", "attachment.add", "partner-owner partner-admin pam"},
    Sender{"application", "attachment.add", "partner-owner partner-admin pam"},
    Sender{"interview", "attachment.add", "architect coordinator"},
    Sender{"solution", "attachment.add", "partner-owner partner-admin pam architect"},
    Sender{"project", "attachment.add", "partner-owner partner-admin pam architect"},
    Sender{"notice", "attachment.add", "support support-lead partner-owner partner-admin"},
    Sender{"revocation", "attachment.add", "pam coordinator lead"},
    Sender{"attachment", "complete",
           "partner-owner partner-admin pam coordinator lead support support-lead architect"},
    Sender{"attachment", "withdraw",
           "partner-owner partner-admin pam coordinator lead support support-lead architect"},
    Sender{"attachment", "remove", "coordinator lead"},
};

std::map<std::pair<std::string, std::string>, Set> written_down() {
    std::map<std::pair<std::string, std::string>, Set> all;
    for (const auto& each : senders) all[{each.workflow, each.event}] = words(each.roles);
    return all;
}

std::map<std::pair<std::string, std::string>, Set> declared() {
    std::map<std::pair<std::string, std::string>, Set> all;
    for (const auto& document : partner_program().documents) {
        const auto chart = shipped_chart(document.workflow);
        const auto take = [&](const std::string& name, const std::vector<std::string>& roles) {
            if (!roles.empty()) all[{document.workflow, name}] = Set(roles.begin(), roles.end());
        };
        if (chart->start() != nullptr) take("", chart->start()->roles);
        for (const auto& event : chart->events()) take(event.name, event.roles);
    }
    return all;
}

/// "notice: check, validate" by workflow, of one role.
std::map<std::string, Set> sent_by(const std::string& role) {
    std::map<std::string, Set> all;
    for (const auto& [event, roles] : declared())
        if (roles.contains(role)) all[event.first].insert(event.second);
    return all;
}
Set workflows_of(const std::string& role) {
    Set all;
    for (const auto& [workflow, events] : sent_by(role)) all.insert(workflow);
    return all;
}

TEST(Senders, EveryEventIsWrittenDown) {
    const auto written = written_down();
    for (const auto& [event, roles] : declared()) {
        const auto row = written.find(event);
        ASSERT_TRUE(row != written.end())
            << event.first << " " << event.second
            << ": who may send it? Write it down here from the program's actors, then compare.";
        EXPECT_EQ(roles, row->second) << event.first << " " << event.second;
    }
    for (const auto& [event, roles] : written)
        EXPECT_TRUE(declared().contains(event)) << event.first << " " << event.second << " is sent by nobody";
}

TEST(Senders, WhoOnlyReadsSendsNothing) {
    for (const char* role : {"auditor", "partner-viewer", "partner-accountant"})
        EXPECT_TRUE(sent_by(role).empty()) << role;
}

TEST(Senders, EachKeepsToItsWork) {
    EXPECT_EQ(workflows_of("support"), words("partner notice attachment person"));
    EXPECT_EQ(sent_by("support").at("partner"), words("notice.register"));
    EXPECT_EQ(workflows_of("support-lead"), workflows_of("support"));
    EXPECT_EQ(workflows_of("finance"), words("partner notice invoice import person"));
    EXPECT_EQ(sent_by("finance").at("partner"), words("debt.set debt.clear settlement.set invoice.record"));
    EXPECT_EQ(workflows_of("architect"), words("interview solution project attachment person"));
    EXPECT_EQ(workflows_of("partner-editor"), words("partner customer subaccount"));
    EXPECT_EQ(sent_by("partner-editor").at("partner"), words("customer.add"));
    EXPECT_EQ(workflows_of("customer-manager"), words("presale person"));
    EXPECT_EQ(workflows_of("prospect"), words("onboarding person"));
    EXPECT_EQ(workflows_of("admin"), words("partner import person")) << "an administrator decides nothing";
    EXPECT_EQ(sent_by("admin").at("partner"), Set{""});
}

TEST(Senders, WhatDecidesIsTheTeams) {
    for (const auto& [event, roles] : declared()) {
        static const Set decisions = words(
            "grant late_grant.approve reject approve uphold reverse end.decide extension.approve drop check "
            "complete agreement.sign");
        if (!decisions.contains(event.second) || event.first == "notice" || event.first == "import" ||
            event.first == "attachment")
            continue;
        for (const auto& role : roles)
            EXPECT_TRUE(role == "pam" || role == "coordinator" || role == "lead")
                << event.first << " " << event.second << " by " << role;
    }
}

TEST(Senders, NobodySendsToWhatHeCannotSee) {
    const auto program = partner_program();
    constexpr runtime::FamilyId family{7};
    for (const auto& [event, roles] : declared()) {
        if (event.second.empty() || event.first == "attachment") continue;  // with what it belongs to
        for (const auto& role : roles) {
            runtime::Actor actor;
            actor.person = {7};  // himself the root: a person and what it has begun
            actor.roles = {role};
            if (is_partner_role(role)) actor.partner = family;
            const bool assigned = role == "architect" && event.first == "interview";
            EXPECT_TRUE(assigned || program.may_read(actor, event.first, family, {9}))
                << role << " may send " << event.second << " to a " << event.first
                << ", which it may not know of";
        }
    }
}

}  // namespace
}  // namespace waymark::partner
