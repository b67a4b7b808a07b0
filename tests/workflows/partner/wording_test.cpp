#include "workflows/partner/wording.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {
namespace {

using states::EvaluationError;
using states::Value;

class Wording : public testing::Test {
  protected:
    Wording() {
        add_wording(english_, shipped_rulebook().calendar, Language::en);
        add_wording(russian_, shipped_rulebook().calendar, Language::ru);
    }
    Value en(const char* name, const std::vector<Value>& arguments) const {
        return english_.find(name)->call(arguments);
    }
    Value ru(const char* name, const std::vector<Value>& arguments) const {
        return russian_.find(name)->call(arguments);
    }
    states::Functions english_, russian_;
};

TEST_F(Wording, Days) {
    EXPECT_EQ(en("day", {"2026-04-01"}), Value("1 April 2026"));
    EXPECT_EQ(ru("day", {"2026-04-01"}), Value("1 апреля 2026 г."));
    EXPECT_EQ(ru("day", {"2028-02-29"}), Value("29 февраля 2028 г."));
    EXPECT_EQ(en("weekday_name", {"2026-05-09"}), Value("Saturday"));
    EXPECT_EQ(ru("weekday_name", {"2026-05-10"}), Value("воскресенье"));
    EXPECT_EQ(en("month", {"2026-10"}), Value("October 2026"));
    EXPECT_EQ(ru("month", {"2027-04"}), Value("апрель 2027 г."));
    EXPECT_THROW(en("day", {nullptr}), EvaluationError);
    EXPECT_THROW(en("month", {"2026-13"}), EvaluationError);
}

// The day of an instant is Moscow's, whatever UTC says.
TEST_F(Wording, MomentsAreMoscows) {
    EXPECT_EQ(en("moment", {"2026-03-31T21:00:00Z"}), Value("1 April 2026, 00:00 Moscow time"));
    EXPECT_EQ(ru("moment", {"2026-03-31T20:59:59Z"}),
              Value("31 марта 2026 г., 23:59 по московскому времени"));
    EXPECT_EQ(ru("time", {"2026-10-07T08:05:00Z"}), Value("11:05"));
    EXPECT_THROW(ru("moment", {"2026-03-31"}), EvaluationError);
}

TEST_F(Wording, NumbersAgreeWithTheirWords) {
    EXPECT_EQ(en("counted", {1, "day", "days"}), Value("1 day"));
    EXPECT_EQ(en("counted", {0, "day", "days"}), Value("0 days"));
    const std::map<int, const char*> forms = {
        {0, "дней"},  {1, "день"},  {2, "дня"},  {4, "дня"},    {5, "дней"},   {11, "дней"}, {12, "дней"},
        {14, "дней"}, {21, "день"}, {22, "дня"}, {101, "день"}, {111, "дней"}, {114, "дней"}};
    for (const auto& [n, form] : forms)
        EXPECT_EQ(ru("counted", {n, "день", "дня", "дней"}), Value(std::to_string(n) + " " + form));
    EXPECT_THROW(ru("counted", {1, "день", "дня"}), EvaluationError);
    EXPECT_THROW(en("counted", {1.5, "day", "days"}), EvaluationError);
}

TEST_F(Wording, ListsAndReasons) {
    EXPECT_EQ(en("reason_text", {"NOT_A_NOTICE"}), Value("the message is not a quit notice"));
    EXPECT_EQ(ru("reason_text", {"PARTNER_EXITED"}), Value("партнёр вышел из программы"));
    EXPECT_EQ(en("reason_text", {"They never answered."}), Value("They never answered."));
    const auto list = json(
        "[{'code': 'CONSUMPTION_BELOW', 'text': '11 of 12'}, {'code': 'CERT_INVALID'}, "
        "{'en': 'the name', 'ru': 'название'}, 'X']");
    EXPECT_EQ(en("bullets", {list}),
              Value("– 11 of 12\n– a certificate is no longer valid\n– the name\n– X"));
    EXPECT_EQ(ru("bullets", {list}), Value("– 11 of 12\n– сертификат больше не действует\n– название\n– X"));
    EXPECT_EQ(en("bullets", {nullptr}), Value(""));
    EXPECT_EQ(en("still_open", {json("{'invoices_settled': false, 'customers_moved': true}")}),
              Value("– invoices settled"));
    EXPECT_EQ(en("still_open", {json("{'customers_moved': true}")}), Value(""));
}

}  // namespace
}  // namespace waymark::partner
