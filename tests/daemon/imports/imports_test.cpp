// Facts in bulk count at once or not at all (I26): imports from the outside, parts, check, publication,
// corrections; with a kill -9 between any two steps.
#include "tests/daemon/imports/imports.hpp"

#include <fstream>
#include <gmock/gmock.h>

namespace waymark::daemon {
namespace {

using blackbox::run_waymark;
using testing::HasSubstr;

constexpr const char* headings = "account,partner,service,month,amount\r\n";

class Imports : public ImportsFixture {
  protected:
    void SetUp() override {
        ImportsFixture::SetUp();
        as_ = token("finance");
    }
    [[nodiscard]] std::string begin() const { return ImportsFixture::begin("consumption"); }
    [[nodiscard]] boost::json::value checked(const std::string& text) const {
        return ImportsFixture::checked("consumption", text);
    }
};

TEST_F(Imports, NothingIsLostAndNothingHalfDoneWheneverItIsKilled) {
    const auto id = begin();
    const std::string second = "b," + partner_ + ",storage,03.2026,\"2 000,50\"\r\n";
    EXPECT_EQ(put(id, 2, second), 201U) << "in any order";
    kill();
    EXPECT_EQ(put(id, 1, std::string(headings) + "a,7707083893,compute,2026-03,10.25\r\n"), 201U);
    kill();
    EXPECT_EQ(put(id, 2, second), 200U) << "the same again";
    EXPECT_EQ(put(id, 2, "c,7707083893,x,2026-03,1\r\n"), 409U) << "another";
    EXPECT_EQ(send(id, "check").status, 200U);
    kill();  // before, while or after it is checked
    auto import = settled(id);
    ASSERT_EQ(state(import), "checked") << import;
    EXPECT_EQ(effect(import), "2 0 0");
    EXPECT_EQ(import.at("data").at("found").at("total_kopecks").to_number<int>(), 201'075);
    EXPECT_EQ(put(id, 3, "d,7707083893,x,2026-03,1\r\n"), 409U) << "too late";
    EXPECT_EQ(send(id, "publish", {{"rows", 2}, {"total_kopecks", 201'075}}).status, 200U);
    kill();  // before, while or after it is published
    import = settled(id);
    ASSERT_EQ(state(import), "published") << import;
    EXPECT_EQ(import.at("data").at("published").at("added").to_number<int>(), 2);
    kill();
    // Known again after a start: the same rows in another file change nothing.
    EXPECT_EQ(effect(checked("\xef\xbb\xbf" + std::string(headings) + "a,7707083893,compute,2026-03,10.25\n" +
                             second)),
              "0 0 2");
    daemon_->terminate();
    const auto verified = run_waymark({"journal", "verify", "--data", data().string()});
    EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
    start();
}

TEST_F(Imports, TheSameFileTwiceChangesNothing) {
    const auto text = std::string(headings) + "a,7707083893,compute,2026-03,10\n";
    publish(checked(text));
    const auto again = checked(text);
    EXPECT_EQ(effect(again), "0 0 1");
    const auto refused = send(id_of(again), "publish", {{"rows", 1}, {"total_kopecks", 1'000}});
    EXPECT_EQ(refused.status, 409U);
    EXPECT_THAT(refused.body, HasSubstr("ALREADY_PUBLISHED"));
}

TEST_F(Imports, CorrectionsAreListedWithOldAndNew) {
    publish(
        checked(std::string(headings) + "a,7707083893,compute,2026-03,10\nb,7707083893,compute,2026-03,5\n"));
    const auto correction =
        checked(std::string(headings) + "a,7707083893,compute,2026-03,12\nb,7707083893,compute,2026-03,5\n");
    EXPECT_EQ(effect(correction), "0 1 1");
    publish(correction);
    for (int i = 0; i < 2; ++i) {
        const auto listed = client().get(path(id_of(correction)) + "/corrections").json();
        ASSERT_EQ(listed.at("corrections").as_array().size(), 1U);
        const auto& change = listed.at("corrections").at(0);
        EXPECT_EQ(change.at("account"), "a");
        EXPECT_EQ(change.at("partner"), boost::json::value(partner_));
        EXPECT_EQ(change.at("amount_before_kopecks").to_number<int>(), 1'000);
        EXPECT_EQ(change.at("amount_after_kopecks").to_number<int>(), 1'200);
        kill();
    }
}

TEST_F(Imports, ControlTotalsAndErrorsKeepAFileOut) {
    const auto good = checked(std::string(headings) + "a,7707083893,compute,2026-03,10\n");
    for (const auto& [rows, total] : {std::pair{2, 1'000}, {1, 1'001}}) {
        const auto refused = send(id_of(good), "publish", {{"rows", rows}, {"total_kopecks", total}});
        EXPECT_EQ(refused.status, 409U);
        EXPECT_THAT(refused.body, HasSubstr("CONTROL_TOTALS"));
    }
    const auto bad =
        checked(std::string(headings) + "a,7707083893,compute,2026-03,=1+1\nb,1234567890,c,2026-03,1\n");
    EXPECT_EQ(state(bad), "faulty");
    EXPECT_EQ(send(id_of(bad), "publish", {{"rows", 2}, {"total_kopecks", 100}}).status, 409U);
    const auto errors = client().get(path(id_of(bad)) + "/errors").json();
    EXPECT_EQ(errors.at("total").to_number<int>(), 2);
    EXPECT_EQ(errors.at("errors").at(0).at("code"), "BAD_AMOUNT");
    EXPECT_EQ(errors.at("errors").at(0).at("column"), "amount");
    EXPECT_EQ(errors.at("errors").at(0).at("cell"), "=1+1");
    EXPECT_EQ(errors.at("errors").at(1).at("code"), "UNKNOWN_PARTNER");
    EXPECT_EQ(errors.at("errors").at(1).at("row").to_number<int>(), 3);
}

TEST_F(Imports, WhoMayAndWhoMayNot) {
    const auto id = begin();
    const auto part = path(id) + "/parts/1";
    Client auditor(daemon_->port(), token("auditor")), coordinator(daemon_->port(), token("coordinator"));
    EXPECT_EQ(auditor.get(path(id)).status, 200U);
    EXPECT_EQ(auditor.put_csv(part, headings).status, 403U);
    EXPECT_EQ(coordinator.get(path(id)).status, 200U);
    EXPECT_EQ(coordinator.put_csv(part, headings).status, 403U) << "he imports no consumption";
    for (const char* event : {"check", "discard"}) {
        const auto refused = coordinator.post(path(id) + "/events", object{{"event", event}});
        EXPECT_EQ(refused.status, 409U);
        EXPECT_THAT(refused.body, HasSubstr("NOT_YOURS"));
    }
    Client support(daemon_->port(), token("support"));
    EXPECT_EQ(support.get(path(id)).status, 404U);
    EXPECT_EQ(support.put_csv(part, headings).status, 404U);
    EXPECT_EQ(support.get(path(id) + "/errors").status, 404U);
    EXPECT_EQ(support.post("/api/v1/imports", object{{"kind", "consumption"}, {"file", "x"}}).status, 403U);
    EXPECT_EQ(Client(daemon_->port(), "").put_csv(part, std::string(200'000, 'x')).status, 401U);
    EXPECT_EQ(client().put_csv(part, std::string(1'048'577, 'x')).status, 413U);
    EXPECT_EQ(client().put_csv(path(partner_) + "/parts/1", headings).status, 409U)
        << "a partner takes no parts";
    EXPECT_EQ(client().put_csv(path(id) + "/parts/0", headings).status, 409U);
    const object checked{{"event", "checked"}, {"data", object{}}};
    EXPECT_EQ(client().post(path(id) + "/events", checked).status, 403U) << "the service's own";
}

TEST_F(Imports, DiscardedPartsAreErased) {
    const auto id = begin();
    for (int part = 1; part <= 3; ++part) EXPECT_EQ(put(id, part, headings), 201U);
    EXPECT_EQ(send(id, "discard").status, 200U);
    EXPECT_EQ(put(id, 1, headings), 409U);
    daemon_->terminate();
    const auto verified = run_waymark({"journal", "verify", "--data", data().string()});
    EXPECT_EQ(verified.exit_code, 0) << verified.out;
    start();
}

TEST_F(Imports, FromTheCommandLine) {
    const auto run = [&](std::vector<std::string> words) {
        const auto token_file = (folder_.path() / "finance.token").string();
        std::ofstream(token_file) << as_;
        return run_waymark(words,
                           {{"WAYMARK_SERVER", daemon_->server()}, {"WAYMARK_TOKEN_FILE", token_file}});
    };
    const auto file = (folder_.path() / "march.csv").string();
    {
        std::ofstream out(file);
        out << "Аккаунт;Партнёр;Услуга;Месяц;Сумма\n";
        for (int i = 0; i < 20'000; ++i)
            out << "a" << i << ";7707083893;\"compute \"\"x\"\", 2\";03.2026;1 000,01\n";
    }
    const auto tried = run({"import", "consumption", file, "--dry-run"});
    EXPECT_EQ(tried.exit_code, 0) << tried.err;
    EXPECT_THAT(tried.out, HasSubstr("20000"));
    const auto wrong = run({"import", "consumption", file, "--publish", "--rows", "20000", "--total", "1"});
    EXPECT_EQ(wrong.exit_code, 1);
    EXPECT_THAT(wrong.err, HasSubstr("CONTROL_TOTALS"));
    const auto published = run({"import", "consumption", file, "--publish", "--rows", "20000", "--total",
                                "20000200.00", "--complete", "2026-03"});
    EXPECT_EQ(published.exit_code, 0) << published.err;
    EXPECT_THAT(published.out, HasSubstr("published"));
    std::ofstream(file) << headings << "a,nobody,x,2026-03,1\n";
    const auto faulty = run({"import", "consumption", file});
    EXPECT_EQ(faulty.exit_code, 1);
    EXPECT_THAT(faulty.out, HasSubstr("partner"));
    EXPECT_EQ(run({"import", "list"}).exit_code, 0);
}

}  // namespace
}  // namespace waymark::daemon
