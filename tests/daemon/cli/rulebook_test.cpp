// `waymark rulebook …` as it is called.
#include <fstream>
#include <gmock/gmock.h>
#include <iostream>
#include <sstream>

#include "daemon/cli/application.hpp"
#include "states/result.hpp"
#include "states/value.hpp"
#include "tests/temporary_folder.hpp"

namespace waymark::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

const std::string older = PROJECT_DIR "/tests/workflows/partner/rulebook/r0.toml";
const std::string newer = PROJECT_DIR "/tests/workflows/partner/rulebook/r2.toml";
const std::string shipped = PROJECT_DIR "/workflows/partner/rulebook/r1.toml";

/// A stream's text while this lives.
class Captured {
  public:
    explicit Captured(std::ostream& stream) : stream_(stream), before_(stream.rdbuf(text_.rdbuf())) {}
    ~Captured() { stream_.rdbuf(before_); }
    Captured(const Captured&) = delete;
    Captured& operator=(const Captured&) = delete;
    [[nodiscard]] std::string text() const { return text_.str(); }

  private:
    std::ostringstream text_;
    std::ostream& stream_;
    std::streambuf* before_;
};

class RulebookCommand : public testing::Test {
  protected:
    int run(std::vector<std::string> words) {
        words.insert(words.begin(), {"waymark", "rulebook"});
        std::vector<char*> arguments;
        arguments.reserve(words.size());
        for (auto& word : words) arguments.push_back(word.data());
        const Captured out(std::cout), err(std::cerr);
        const int code = cli::run(static_cast<int>(arguments.size()), arguments.data());
        out_ = out.text();
        err_ = err.text();
        return code;
    }
    [[nodiscard]] states::Value json() const { return states::parse_json(out_).value(); }
    std::string write(const std::string& name, const std::string& text) {
        auto path = folder_.file(name);
        std::ofstream(path) << text;
        return path;
    }

    TemporaryFolder folder_;
    std::string out_, err_;
};

std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return std::move(text).str();
}

std::string with(std::string text, std::string_view part, std::string_view by) {
    return text.replace(text.find(part), part.size(), by);
}

TEST_F(RulebookCommand, ChecksWhatIsRight) {
    EXPECT_EQ(run({"check", older, shipped, newer}), 0);
    EXPECT_EQ(out_, "");
    EXPECT_EQ(err_, "3 editions, nothing found\n");
    EXPECT_EQ(run({"check", shipped, "--output", "json"}), 0);
    EXPECT_THAT(json()["findings"].array(), IsEmpty());
    EXPECT_EQ(run({"check", shipped, "--language", "ru"}), 0);
    EXPECT_EQ(err_, "Редакций: 1, замечаний: 0\n");
}

TEST_F(RulebookCommand, FindsWithPlacesAndCures) {
    const auto bad =
        write("bad.toml", with(with(text_of(shipped), "\"r1\"", "1"), "at_least = 1 ", "at_leest = 1 "));
    EXPECT_EQ(run({"check", bad}), 2);
    EXPECT_THAT(out_, StartsWith(bad + ":6:11: \"version\": a code of Latin letters"));
    EXPECT_THAT(out_, HasSubstr("There is no entry \"at_leest\" here; leave it out, or correct its name.\n"));
    EXPECT_EQ(err_, "1 edition, 3 findings\n");
    EXPECT_EQ(run({"check", bad, "--language", "ru"}), 2);
    EXPECT_THAT(out_, HasSubstr("Записи «at_leest» здесь не бывает"));
    EXPECT_EQ(run({"check", bad, "--output", "json"}), 2);
    const auto findings = json()["findings"];
    ASSERT_THAT(findings.array(), SizeIs(3));
    EXPECT_EQ(findings.array()[0]["place"].string_or(""), bad + ":6:11");
}

TEST_F(RulebookCommand, HoldsTheDatesOfSeveralTogether) {
    const auto same_day = write("same.toml", with(text_of(shipped), "version = \"r1\"", "version = \"r1b\""));
    EXPECT_EQ(run({"check", shipped, same_day}), 2);
    EXPECT_THAT(out_, HasSubstr("\"r1\" and \"r1b\" are both in force from 2025-01-01"));
    EXPECT_EQ(run({"check", shipped, shipped}), 2);
    EXPECT_THAT(out_, HasSubstr("Two editions have the version \"r1\""));
}

TEST_F(RulebookCommand, RefusesFilesThatAreNotThere) {
    EXPECT_EQ(run({"check", "nowhere.toml"}), 2);
    EXPECT_THAT(err_, HasSubstr("nowhere.toml"));
    EXPECT_EQ(run({"show", "r9"}), 2);
    EXPECT_EQ(run({"check"}), 2);
}

TEST_F(RulebookCommand, ShowsTheShippedEdition) {
    EXPECT_EQ(run({"show"}), 0);
    EXPECT_THAT(out_, StartsWith("Edition r1, in force from 2025-01-01\n"));
    EXPECT_THAT(out_, HasSubstr("\nVAT from 2026-01-01  22 %\n"));
    EXPECT_THAT(out_, HasSubstr("\n  C4          Net consumption: at least 12,000,000.00 RUB; "));
    EXPECT_THAT(out_, Not(HasSubstr("invented")));
    const auto by_default = out_;
    EXPECT_EQ(run({"show", "r1"}), 0);
    EXPECT_EQ(out_, by_default);
    EXPECT_EQ(run({"show", "r1", "--language", "ru"}), 0);
    EXPECT_THAT(out_, StartsWith("Редакция r1, действует с 2025-01-01\n"));
    EXPECT_THAT(out_, HasSubstr("Чистое потребление: не менее"));
    EXPECT_EQ(run({"show", newer}), 0);
    EXPECT_THAT(out_, HasSubstr("Some of its values are invented.\n"));
    EXPECT_EQ(run({"show", "--output", "json"}), 0);
    EXPECT_EQ(json()["version"].string_or(""), "r1");
    EXPECT_THAT(json()["specializations"].array(), SizeIs(5));
}

TEST_F(RulebookCommand, TellsEditionsApart) {
    EXPECT_EQ(run({"diff", "r1", shipped}), 0);
    EXPECT_EQ(out_, "");
    const auto dearer = write("dearer.toml", with(text_of(shipped), "12 000 000.00", "15 000 000.00"));
    EXPECT_EQ(run({"diff", "r1", dearer}), 0);
    EXPECT_EQ(out_,
              "Changed: Infrastructure, C4, threshold: at least 12,000,000.00 RUB → at least 15,000,000.00 "
              "RUB\n");
    EXPECT_EQ(run({"diff", "r1", newer, "--language", "ru"}), 0);
    EXPECT_THAT(out_, HasSubstr("Убрано: специализация «devops»: DevOps\n"));
    EXPECT_EQ(run({"diff", "r1", newer, "--output", "json"}), 0);
    EXPECT_EQ(json()["differences"].array()[0]["path"].string_or(""), "from");
    EXPECT_EQ(run({"diff", "r1", write("bad.toml", "version = 1")}), 2);
    EXPECT_THAT(err_, HasSubstr("bad.toml:1:11: \"version\": a code"));
}

}  // namespace
}  // namespace waymark::cli
