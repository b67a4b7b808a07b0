// Every role × every workflow × own and foreign family, every book, every operation, every kind of member:
// what section 2 of the program's model gives to whom, written down again by hand and by role.
#include "workflows/partner/policy.hpp"

#include <gmock/gmock.h>
#include <sstream>

#include "workflows/partner/program.hpp"
#include "workflows/partner/roles.hpp"

namespace waymark::partner {
namespace {

constexpr runtime::FamilyId own{7}, foreign{8};
const runtime::FamilyId himself = runtime::family_rooted_at({5});

runtime::Actor actor(std::string_view role) {
    runtime::Actor each;
    each.person = {5};
    each.roles = {std::string(role)};
    if (is_partner_role(role)) each.partner = own;
    return each;
}

std::vector<std::string> every_role() {
    std::vector<std::string> roles(staff_roles.begin(), staff_roles.end());
    roles.insert(roles.end(), partner_roles.begin(), partner_roles.end());
    roles.emplace_back(prospect_role);
    return roles;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    std::istringstream stream{std::string(text)};
    for (std::string word; stream >> word;) found.push_back(word);
    return found;
}

/// The workflows of the shipped program that he may read of a family, and one that there is not.
std::vector<std::string> readable(std::string_view role, runtime::FamilyId family, bool assigned = false) {
    static const runtime::Program program = partner_program();
    std::vector<std::string> names;
    for (const auto& document : program.documents)
        if (may_read(actor(role), document.workflow, family, assigned)) names.push_back(document.workflow);
    if (may_read(actor(role), "invented", family, assigned)) names.emplace_back("invented");
    return names;
}

/// Of each role: what it reads of every family; of its own partner's besides; of what is assigned to it
/// besides.
struct Reader {
    std::string_view role, all, own_partner, assigned;
};
constexpr std::string_view team =
    "partner notice specialization onboarding presale application interview window revocation agreement "
    "employee "
    "solution plan project customer subaccount scope invoice campaign invitation benefit edition import";
constexpr std::string_view everything =
    "partner notice specialization person onboarding presale application interview window revocation "
    "agreement employee solution plan project customer subaccount scope invoice campaign invitation benefit "
    "edition "
    "import";
constexpr std::string_view partners =
    "partner notice specialization presale application interview agreement employee solution plan project "
    "customer subaccount scope invoice invitation benefit";
constexpr std::array readers = {
    Reader{"admin", everything, "", ""},
    Reader{"auditor", everything, "", ""},
    Reader{"lead", team, "", ""},
    Reader{"coordinator", team, "", ""},
    Reader{"pam", team, "", ""},
    Reader{"support", "partner notice", "", ""},
    Reader{"support-lead", "partner notice", "", ""},
    Reader{"architect", "solution project", "", "application interview"},
    Reader{"customer-manager", "presale", "", ""},
    Reader{"finance", "partner notice agreement customer subaccount scope invoice import", "", ""},
    Reader{"partner-owner", "", partners, ""},
    Reader{"partner-admin", "", partners, ""},
    Reader{"partner-accountant", "", "partner specialization agreement customer subaccount scope invoice",
           ""},
    Reader{"partner-editor", "", "partner specialization agreement customer subaccount scope", ""},
    Reader{"partner-viewer", "", "partner specialization agreement", ""},
    Reader{"prospect", "", "", ""},
};

TEST(Policy, EveryWorkflowOfTheProgramHasARow) {
    for (const auto& document : partner_program().documents)
        EXPECT_TRUE(has_policy(document.workflow)) << document.workflow;
    EXPECT_FALSE(has_policy("invented"));
}

TEST(Policy, WhoReadsWhat) {
    ASSERT_EQ(readers.size(), role_count);
    for (const auto& reader : readers) {
        auto all = words(reader.all);
        EXPECT_THAT(readable(reader.role, foreign), testing::UnorderedElementsAreArray(all)) << reader.role;
        for (const auto& name : words(reader.own_partner)) all.push_back(name);
        EXPECT_THAT(readable(reader.role, own), testing::UnorderedElementsAreArray(all)) << reader.role;
        for (const auto& name : words(reader.assigned)) all.push_back(name);
        EXPECT_THAT(readable(reader.role, own, true), testing::UnorderedElementsAreArray(all)) << reader.role;
    }
}

TEST(Policy, AttachmentsByTheirKind) {
    const auto of = [](std::string_view kind) {
        std::vector<std::string> found;
        for (const auto& role : every_role())
            if (may_read_attachment(actor(role), kind)) found.push_back(role);
        return found;
    };
    EXPECT_EQ(of("business-plan"),
              words("admin auditor lead coordinator pam architect partner-owner partner-admin"));
    EXPECT_EQ(of("score-sheet"), words("admin auditor lead coordinator pam architect"));
    EXPECT_EQ(of("evidence"), words("admin auditor lead coordinator pam support support-lead architect "
                                    "finance partner-owner partner-admin"));
    EXPECT_TRUE(of("invented").empty());
    for (const auto& role : every_role())
        EXPECT_FALSE(may_read(actor(role), "attachment", own, true))
            << "without what it belongs to: " << role;
}

TEST(Policy, NamesOfPeopleAndCustomersAreForThoseWhoNeedThem) {
    const auto seen_by = [](std::string_view workflow, std::string_view event, std::string_view member) {
        std::vector<std::string> found;
        for (const auto role : partner_roles)
            if (may_see(actor(role), workflow, event, member)) found.emplace_back(role);
        return found;
    };
    const auto owner_and_admin = words("partner-owner partner-admin");
    EXPECT_EQ(seen_by("partner", "employee.add", "name"), owner_and_admin);
    EXPECT_EQ(seen_by("partner", "customer.add", "name"), owner_and_admin);
    EXPECT_EQ(seen_by("partner", "solution.claim", "title"), owner_and_admin);
    EXPECT_EQ(seen_by("partner", "plan.submit", "document"), owner_and_admin);
    EXPECT_EQ(seen_by("project", "", "customer"), owner_and_admin);
    EXPECT_EQ(seen_by("partner", "", "name").size(), partner_roles.size()) << "the company's own";
}

TEST(Policy, EverybodySeesHimselfAndWhatHeHasBegun) {
    for (const auto& role : every_role()) {
        EXPECT_TRUE(may_read(actor(role), "person", himself)) << role;
        EXPECT_TRUE(may_read(actor(role), "onboarding", himself)) << role;
        EXPECT_FALSE(may_read(actor(role), "window", himself) && !may_read(actor(role), "window", foreign))
            << role;
    }
}

TEST(Policy, ARoleOfTheOtherSideMeansNothing) {
    runtime::Actor olga = actor("partner-owner");
    olga.roles.emplace_back("admin");
    olga.roles.emplace_back("prospect");
    EXPECT_FALSE(may_read(olga, "partner", foreign));
    EXPECT_FALSE(may_read(olga, "person", foreign));
    EXPECT_FALSE(may_read_book(olga, "journal"));
    EXPECT_FALSE(may_operate(olga, "resume"));
    EXPECT_FALSE(may_see(olga, "revocation", "", "evidence"));
    runtime::Actor stranger = actor("partner-owner");
    stranger.partner = {};
    EXPECT_FALSE(may_read(stranger, "partner", own));
    EXPECT_FALSE(may_read(stranger, "partner", {}));
    EXPECT_FALSE(may_read(actor("invented"), "partner", own));
    EXPECT_FALSE(may_see(actor("invented"), "partner", "", "name"));
}

TEST(Policy, Books) {
    const auto of = [](std::string_view book) {
        std::vector<std::string> found;
        for (const auto& role : every_role())
            if (may_read_book(actor(role), book)) found.push_back(role);
        return found;
    };
    EXPECT_EQ(of("journal"), words("admin auditor"));
    EXPECT_EQ(of("timers"), words("admin auditor lead coordinator"));
    EXPECT_EQ(of("outbox"), words("admin auditor lead coordinator"));
    EXPECT_EQ(of("definitions"), std::vector<std::string>(staff_roles.begin(), staff_roles.end()));
    EXPECT_TRUE(of("invented").empty());
}

TEST(Policy, Operations) {
    const auto of = [](std::string_view operation) {
        std::vector<std::string> found;
        for (const auto& role : every_role())
            if (may_operate(actor(role), operation)) found.push_back(role);
        return found;
    };
    for (const char* operation : {"resume", "release", "clock", "backup"})
        EXPECT_EQ(of(operation), words("admin")) << operation;
    EXPECT_EQ(of("mail"), words("admin lead coordinator"));
    EXPECT_EQ(of("undo"), words("admin lead"));
    EXPECT_TRUE(of("invented").empty());
}

TEST(Policy, OfMessagesAPartnersPeopleSeeThoseToThem) {
    for (const auto& role : every_role()) {
        const bool outside = is_partner_role(role) || role == prospect_role;
        EXPECT_TRUE(may_read_messages_to(actor(role), "partner")) << role;
        EXPECT_TRUE(may_read_messages_to(actor(role), "prospect")) << role;
        for (const char* audience : {"pam", "lead", "support", "finance", "architect", "invented"})
            EXPECT_EQ(may_read_messages_to(actor(role), audience), !outside) << role << " " << audience;
    }
}

}  // namespace
}  // namespace waymark::partner
