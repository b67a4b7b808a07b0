// Which certificates there are, by the editions in force and to come.
#include "workflows/partner/certificates.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/drawer.hpp"
#include "tests/workflows/partner/editions.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// r1 has "cip" and is in force until 2027, r2 has "architect" instead.
class Certificates : public testing::Test {
  protected:
    static Editions both() {
        auto all = Editions::of({*shipped_editions().version("r1"), test_edition("r2.toml")});
        EXPECT_TRUE(all.ok());
        return *std::move(all);
    }
    [[nodiscard]] Value of(const std::string& code, const char* at) const {
        Drawer drawer;
        const auto olga =
            drawer.add("employee", 7, "{'name': 'subject:1', 'from': '2024-02-01', 'to': null}", msk(at));
        states::Event event;
        event.name = "certificate.add";
        event.data = code.empty() ? Value() : Value(Value::Object{{"code", code}});
        const auto find = drawer.find();
        return certificate_fact(editions_, shipped_rulebook().calendar,
                                {"certificate", drawer.at(olga), event, msk(at), find});
    }
    const Editions editions_ = both();
};

TEST_F(Certificates, AreKnownWhenAnEditionInForceOrToComeHasThem) {
    EXPECT_EQ(of("cip", "2026-06-01 12:00")["name"]["en"], Value("Cloud infrastructure protection"));
    EXPECT_EQ(of("cip", "2026-06-01 12:00")["name"]["ru"], Value("Защита облачной инфраструктуры"));
    EXPECT_TRUE(of("cip", "2026-06-01 12:00")["fault"].is_null());
    EXPECT_EQ(of("architect", "2026-06-01 12:00")["name"]["en"], Value("Cloud architect")) << "to come";
    EXPECT_EQ(of("architect", "2024-06-01 12:00")["name"]["en"], Value("Cloud architect")) << "none in force";
    EXPECT_TRUE(of("cip", "2026-12-31 23:59")["fault"].is_null()) << "its last minute";
    EXPECT_TRUE(of("cip", "2027-01-01 00:00")["fault"].is_object()) << "no edition has it any more";
}

TEST_F(Certificates, ARefusalNamesThoseThatThereAre) {
    const auto fault = of("cisco", "2026-06-01 12:00");
    EXPECT_TRUE(fault["name"].is_null());
    const auto english = std::string(fault["fault"]["en"].string_or("")),
               russian = std::string(fault["fault"]["ru"].string_or(""));
    EXPECT_THAT(english, StartsWith("CERT_UNKNOWN: the rules know no certificate cisco."));
    EXPECT_THAT(english, HasSubstr("cip (Cloud infrastructure protection)"));
    EXPECT_THAT(english, HasSubstr("architect (Cloud architect)"));
    EXPECT_THAT(english, HasSubstr("`waymark rulebook show`"));
    EXPECT_THAT(russian, StartsWith("CERT_UNKNOWN: в правилах нет сертификата cisco."));
    EXPECT_THAT(russian, HasSubstr("cip (Защита облачной инфраструктуры)"));
    const auto first = english.find("cse ("), second = english.find("cse (", first + 1);
    EXPECT_NE(first, std::string::npos);
    EXPECT_EQ(second, std::string::npos) << "both editions have it, with one name";
    EXPECT_THAT(of("cisco", "2027-06-01 12:00")["fault"]["en"].string(), Not(HasSubstr("cip (")));
}

TEST_F(Certificates, WhoAsksWithoutACodeIsToldNothing) {
    EXPECT_TRUE(of("", "2026-06-01 12:00")["fault"].is_null());
    EXPECT_TRUE(of("", "2026-06-01 12:00")["name"].is_null());
}

}  // namespace
}  // namespace waymark::partner
