// The JSON files of the shared material as bodies: refused or taken as listed, never a failure.
#include <gmock/gmock.h>
#include <set>

#include "tests/adapters/http/corpora.hpp"
#include "tests/adapters/http/raw_client.hpp"
#include "tests/adapters/http/served.hpp"

namespace waymark::http {
namespace {

class Bodies {
  public:
    unsigned status_of(const std::string& body) {
        RawClient client(served_.port());
        client.send(request_text("POST", "/api/v1/tickets", served_.token("agent"),
                                 "Idempotency-Key: " + std::to_string(++count_) + "\r\n", body));
        const auto answer = client.receive();
        if (!answer) return 0;
        last_ = answer->body;
        return answer->status;
    }
    [[nodiscard]] const std::string& last() const { return last_; }

  private:
    Served served_;
    int count_ = 0;
    std::string last_;
};

TEST(HostileJson, OfTheTestSuiteIsTakenOrRefusedAsNamed) {
    const auto folder = hostile_folder();
    if (!folder) GTEST_SKIP() << "the shared material is not here";
    // JSON, but not I-JSON (RFC 7493): a name twice, U+0000 in a name.
    const std::set<std::string> no_i_json = {"y_object_duplicated_key.json",
                                             "y_object_duplicated_key_and_value.json",
                                             "y_object_escaped_null_in_key.json"};
    Bodies bodies;
    std::size_t cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder / "third-party/jsontestsuite")) {
        const auto name = entry.path().filename().string();
        if (!name.ends_with(".json")) continue;
        ++cases;
        SCOPED_TRACE(name);
        const auto status = bodies.status_of(bytes_of(entry.path()));
        // As JSON they are taken or not; none of them is a ticket, so that what is taken is told so by the
        // form.
        if (name.starts_with("n_") || no_i_json.contains(name)) {
            EXPECT_THAT(status, testing::AnyOf(400U, 413U)) << bodies.last();
        } else if (name.starts_with("y_")) {
            EXPECT_THAT(status, testing::AnyOf(422U, 201U)) << bodies.last();
        } else {
            EXPECT_THAT(status, testing::AnyOf(400U, 422U)) << bodies.last();
        }
    }
    EXPECT_EQ(cases, 318U);
}

TEST(HostileJson, OwnIsTakenOrRefusedAsListed) {
    const auto folder = hostile_folder();
    if (!folder) GTEST_SKIP() << "the shared material is not here";
    Bodies bodies;
    std::size_t cases = 0;
    for (const auto& row : rows_of(*folder / "own/json/verdicts.tsv")) {
        ++cases;
        SCOPED_TRACE(row[0] + ": " + row[1]);
        const auto status = bodies.status_of(bytes_of(*folder / "own/json" / row[0]));
        const auto& verdict = row[1];
        EXPECT_THAT(status, testing::AnyOf(400U, 413U, 422U, 201U)) << bodies.last();
        if (verdict == "reject") {
            EXPECT_THAT(status, testing::AnyOf(400U, 413U)) << bodies.last();
        } else if (verdict.starts_with("422") || verdict.starts_with("413")) {
            EXPECT_THAT(status, testing::AnyOf(413U, 422U)) << bodies.last();
        } else if (verdict.starts_with("accept") && verdict.find("422") == std::string::npos) {
            EXPECT_NE(status, 400U) << bodies.last();  // JSON it is, though no ticket
        }
    }
    EXPECT_EQ(cases, 52U);
}

}  // namespace
}  // namespace waymark::http
