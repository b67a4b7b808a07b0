// `waymark eligibility`, `waymark report` and the tables about one instance as the real program, against a
// real service.
#include "tests/daemon/client/client_commands.hpp"

namespace waymark::daemon {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class EligibilityCommands : public ClientCommands {
  protected:
    void SetUp() override {
        ClientCommands::SetUp();
        partner_ = made("coordinator", {"partner", "create", "name=Romashka"});
    }
    std::string partner_;
};

TEST_F(EligibilityCommands, SaysOfEachSpecializationWhatIsMissing) {
    const auto answer = json("coordinator", {"eligibility", partner_});
    const auto& all = answer.at("specializations").as_array();
    ASSERT_THAT(all, SizeIs(5));
    for (const auto& assessment : all) {
        EXPECT_NE(assessment.at("result"), "pass") << "a partner of whom nothing is known";
        EXPECT_EQ(assessment.at("on"), "2026-03-02");
    }
    const auto text = run("coordinator", {"eligibility", partner_}).out;
    EXPECT_THAT(text,
                AllOf(HasSubstr("✗ not met on 2026-03-02"), HasSubstr("C1 agreement"), HasSubstr("RUB")));
    EXPECT_THAT(run("coordinator", {"--language", "ru", "eligibility", partner_}).out,
                HasSubstr("✗ не выполнено"));
}

TEST_F(EligibilityCommands, OfOneOnAnotherDayAndWithACertificateNobodyHasYet) {
    const auto answer = json("coordinator", {"eligibility", partner_, "ml-ai", "--at", "2026-10-01"});
    ASSERT_THAT(answer.at("specializations").as_array(), SizeIs(1));
    EXPECT_EQ(answer.at("specializations").at(0).at("specialization"), "ml-ai");
    EXPECT_EQ(answer.at("specializations").at(0).at("on"), "2026-10-01");
    const auto wrong = run("coordinator", {"eligibility", partner_, "--at", "soon"});
    EXPECT_EQ(wrong.exit_code, 1);
    EXPECT_THAT(wrong.err, AllOf(HasSubstr("soon"), HasSubstr("at at"), HasSubstr("(bad-query)")));
    const auto nobody =
        run("coordinator", {"eligibility", partner_, "--with-certificate", "0000000000000=cse"});
    EXPECT_EQ(nobody.exit_code, 1);
    EXPECT_THAT(nobody.err, HasSubstr("with_certificate"));
}

TEST_F(EligibilityCommands, AnUnknownPartnerIsSaidSo) {
    const auto unknown = run("coordinator", {"eligibility", "0000000000000"});
    EXPECT_EQ(unknown.exit_code, 1);
    EXPECT_THAT(unknown.err, HasSubstr("(not-found)"));
}

TEST_F(EligibilityCommands, ACampaignsTablesAreToldInOneLanguageAndSavedInBoth) {
    const auto campaign =
        std::string(json("coordinator", {"campaign", "list"}).at("items").at(0).at("id").as_string());
    const auto rows = json("coordinator", {"campaign", "left-out", campaign}).at("rows").as_array();
    ASSERT_FALSE(rows.empty()) << "no consumption is known of the partner";
    const auto told = run("coordinator", {"--language", "ru", "campaign", "left-out", campaign}).out;
    EXPECT_THAT(told, AllOf(HasSubstr("Romashka"), HasSubstr("gap"), Not(HasSubstr("gap_en"))));
    const auto saved = run("coordinator", {"campaign", "left-out", campaign, "--csv", "-"}).out;
    EXPECT_THAT(saved, AllOf(HasSubstr("gap_en"), HasSubstr("gap_ru"), HasSubstr("Romashka")));
    EXPECT_EQ(run("coordinator", {"campaign", "candidates", campaign}).exit_code, 0);
    EXPECT_EQ(run("coordinator", {"partner", "entitlements", partner_}).exit_code, 0);
    EXPECT_EQ(run("support", {"campaign", "candidates", campaign}).exit_code, 1);
}

TEST_F(EligibilityCommands, ReportsAreListedAndUnknownOnesRefused) {
    EXPECT_EQ(run("coordinator", {"report", "list"}).exit_code, 0);
    const auto unknown = run("coordinator", {"report", "nonsense"});
    EXPECT_EQ(unknown.exit_code, 1);
    EXPECT_THAT(unknown.err, HasSubstr("(not-found)"));
    EXPECT_EQ(run("coordinator", {"report"}).exit_code, 2);
    EXPECT_EQ(run("coordinator", {"report", "x", "--param", "nonsense"}).exit_code, 2);
}

}  // namespace
}  // namespace waymark::daemon
