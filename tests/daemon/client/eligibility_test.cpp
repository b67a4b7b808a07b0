// `waymark eligibility` and `waymark report` as the real program, against a real service.
#include "tests/daemon/client/client_commands.hpp"

namespace waymark::daemon {
namespace {

using testing::AllOf;
using testing::HasSubstr;
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
