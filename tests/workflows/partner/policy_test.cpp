// Every role × every workflow × own and foreign family, every book, every operation: the table of the program
// written down again.
#include "workflows/partner/policy.hpp"

#include <gmock/gmock.h>

#include "workflows/partner/roles.hpp"

namespace waymark::partner {
namespace {

constexpr runtime::FamilyId own{7}, foreign{8};
constexpr std::array<const char*, 11> workflows = {"partner",    "notice", "specialization", "onboarding",
                                                   "presale",    "person", "application",    "interview",
                                                   "revocation", "window", "invented"};

runtime::Actor actor(std::string_view role) {
    runtime::Actor each;
    each.person = {5};
    each.roles = {std::string(role)};
    if (is_partner_role(role)) each.partner = own;
    return each;
}

std::string readable(std::string_view role, runtime::FamilyId family) {
    std::string names;
    for (const char* workflow : workflows)
        if (may_read(actor(role), workflow, family))
            names += std::string(names.empty() ? "" : " ") + workflow;
    return names;
}

TEST(Policy, WhoReadsWhat) {
    const std::vector<std::pair<const char*, const char*>> staff = {
        {"admin",
         "partner notice specialization onboarding presale person application interview revocation window"},
        {"auditor",
         "partner notice specialization onboarding presale person application interview revocation window"},
        {"lead", "partner notice specialization onboarding presale application interview revocation window"},
        {"coordinator",
         "partner notice specialization onboarding presale application interview revocation window"},
        {"pam", "partner notice specialization onboarding presale application interview revocation window"},
        {"finance", "partner notice"},
        {"support", "partner notice"},
        {"support-lead", "partner notice"},
        {"architect", ""},
        {"customer-manager", "presale"}};
    ASSERT_EQ(staff.size(), staff_roles.size());
    for (const auto& [role, names] : staff) {
        EXPECT_EQ(readable(role, own), names) << role;
        EXPECT_EQ(readable(role, foreign), names) << role;
    }
}

TEST(Policy, APartnersPeopleSeeTheirPartnerOnly) {
    const std::vector<std::pair<const char*, const char*>> partners = {
        {"partner-owner", "partner notice specialization presale application"},
        {"partner-admin", "partner notice specialization presale application"},
        {"partner-accountant", "partner specialization"},
        {"partner-editor", "partner specialization"},
        {"partner-viewer", "partner specialization"}};
    ASSERT_EQ(partners.size(), partner_roles.size());
    for (const auto& [role, names] : partners) {
        EXPECT_EQ(readable(role, own), names) << role;
        EXPECT_EQ(readable(role, foreign), "") << role;
    }
}

TEST(Policy, EverybodySeesHimself) {
    for (const char* role : {"support", "partner-viewer", "architect"})
        EXPECT_TRUE(may_read(actor(role), "person", runtime::family_rooted_at({5}))) << role;
}

TEST(Policy, AProspectSeesHisOwnApplicationAndNothingElse) {
    EXPECT_EQ(readable(prospect_role, runtime::family_rooted_at({5})), "onboarding person");
    EXPECT_EQ(readable(prospect_role, own), "");
    for (const char* book : {"journal", "timers", "outbox", "definitions"})
        EXPECT_FALSE(may_read_book(actor(prospect_role), book)) << book;
    EXPECT_FALSE(may_operate(actor(prospect_role), "clock"));
    EXPECT_EQ(readable("partner-owner", runtime::family_rooted_at({5})), "onboarding person")
        << "his own, though the partner's family is another";
}

TEST(Policy, ARoleOfTheOtherSideMeansNothing) {
    runtime::Actor olga = actor("partner-owner");
    olga.roles.emplace_back("admin");
    EXPECT_FALSE(may_read(olga, "partner", foreign));
    EXPECT_FALSE(may_read(olga, "person", foreign));
    EXPECT_FALSE(may_read_book(olga, "journal"));
    EXPECT_FALSE(may_operate(olga, "resume"));
    EXPECT_FALSE(may_read(actor("invented"), "partner", own));
}

TEST(Policy, Books) {
    const auto readers = [](const char* book) {
        std::string names;
        for (const auto role : staff_roles)
            if (may_read_book(actor(role), book))
                names += std::string(names.empty() ? "" : " ") + std::string(role);
        for (const auto role : partner_roles) EXPECT_FALSE(may_read_book(actor(role), book)) << role;
        return names;
    };
    EXPECT_EQ(readers("journal"), "admin auditor");
    EXPECT_EQ(readers("timers"), "admin auditor lead coordinator");
    EXPECT_EQ(readers("outbox"), "admin auditor lead coordinator");
    EXPECT_EQ(readers("definitions"),
              "admin auditor lead coordinator pam support support-lead architect customer-manager finance");
    EXPECT_EQ(readers("invented"), "");
}

TEST(Policy, Operations) {
    for (const auto role : staff_roles)
        for (const char* operation : {"resume", "release", "clock", "backup"})
            EXPECT_EQ(may_operate(actor(role), operation), role == "admin") << role << " " << operation;
    for (const auto role : staff_roles)
        EXPECT_EQ(may_operate(actor(role), "mail"),
                  role == "admin" || role == "lead" || role == "coordinator")
            << role;
    for (const auto role : staff_roles)
        EXPECT_EQ(may_operate(actor(role), "undo"), role == "admin" || role == "lead") << role;
    for (const auto role : partner_roles)
        for (const char* operation : {"clock", "mail", "undo"})
            EXPECT_FALSE(may_operate(actor(role), operation)) << role;
    EXPECT_FALSE(may_operate(actor("admin"), "invented"));
}

}  // namespace
}  // namespace waymark::partner
