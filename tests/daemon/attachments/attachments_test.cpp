// An attached file is what was sent, or it is not there (I28): parts, completion, refusal, download,
// withdrawal; who may; with a kill -9 between any two steps.
#include <SQLiteCpp/SQLiteCpp.h>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <optional>

#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"
#include "tests/small_files.hpp"

namespace waymark::daemon {
namespace {

using blackbox::Client;
using blackbox::Daemon;
using blackbox::Reply;
using blackbox::run_waymark;
using boost::json::object;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string sha256(const std::string& bytes) {
    unsigned char digest[32];
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr);
    std::string text;
    for (const auto byte : digest) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

class Attachments : public testing::Test {
  protected:
    void SetUp() override {
        start();
        tokens_["admin"] = daemon_->admin_token();
        for (const char* role : {"coordinator", "pam", "auditor", "support", "lead"}) add(role, {});
        partner_ = made("coordinator", "partners", {{"name", "Romashka"}, {"tin", "7707083893"}});
        const auto other = made("coordinator", "partners", {{"name", "Vasilek"}});
        add("partner-owner", {{"partner", partner_}});
        add("partner-admin", {{"partner", partner_}});
        add("partner-viewer", {{"partner", partner_}});
        add("partner-owner", {{"partner", other}}, "stranger");
        plan_ = made("partner-owner", "plans",
                     {{"partner", partner_}, {"technology", "devops"}, {"document", "attached"}});
    }
    void start() { daemon_.emplace(data()); }
    void kill() {
        daemon_->kill();
        start();
    }
    [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }
    [[nodiscard]] Client as(const std::string& who) const { return {daemon_->port(), tokens_.at(who)}; }

    void add(const std::string& role, object more, std::string name = {}) {
        if (name.empty()) name = role;
        more["name"] = name;
        more["roles"] = {role};
        const auto person = as("admin").post("/api/v1/persons", more);
        ASSERT_EQ(person.status, 201U) << person.body;
        const auto issued =
            as("admin").post("/api/v1/tokens", object{{"person", person.json().at("instance").at("id")}});
        tokens_[name] = issued.json().at("token").as_string();
    }
    std::string made(const std::string& who, const std::string& collection, const object& body) const {
        const auto reply = as(who).post("/api/v1/" + collection, body);
        EXPECT_EQ(reply.status, 201U) << reply.body;
        return reply.status == 201 ? std::string(reply.json().at("instance").at("id").as_string()) : "";
    }
    object file(const std::string& name = "plan.pdf", const std::string& type = "application/pdf") const {
        return {{"of", plan_}, {"kind", "business-plan"}, {"file", name}, {"media_type", type}};
    }
    std::string begun(const std::string& who = "partner-owner") const {
        return made(who, "attachments", file());
    }
    static std::string path(const std::string& id) { return "/api/v1/attachments/" + id; }
    Reply put(const std::string& who, const std::string& id, int part, const std::string& bytes) const {
        return as(who).put(path(id) + "/parts/" + std::to_string(part), bytes, "application/octet-stream");
    }
    Reply send(const std::string& who, const std::string& id, const char* event, object data = {}) const {
        object body{{"event", event}};
        if (!data.empty()) body["data"] = std::move(data);
        return as(who).post("/api/v1/instances/" + id + "/events", body);
    }
    Reply complete(const std::string& id, const std::string& bytes) const {
        return send("partner-owner", id, "complete", {{"size", bytes.size()}, {"sha256", sha256(bytes)}});
    }
    /// Asks until the service has looked it through; each question waits for the service's answer.
    boost::json::value settled(const std::string& id) const {
        auto all = as("auditor");
        for (;;) {
            auto attachment = all.get(path(id)).json();
            if (attachment.at("state") != "checking") return attachment;
        }
    }
    std::string state(const std::string& id) const {
        return std::string(settled(id).at("state").as_string());
    }
    std::string kept(const std::string& bytes, const object& what) const {
        auto id = made("partner-owner", "attachments", what);
        EXPECT_EQ(put("partner-owner", id, 1, bytes).status, 201U);
        EXPECT_EQ(complete(id, bytes).status, 200U);
        EXPECT_EQ(state(id), "kept");
        return id;
    }
    /// Sent and looked through: why it is refused.
    std::string problem(const std::string& bytes, const std::string& name, const std::string& type) const {
        const auto id = made("partner-owner", "attachments", file(name, type));
        EXPECT_EQ(put("partner-owner", id, 1, bytes).status, 201U);
        EXPECT_EQ(complete(id, bytes).status, 200U);
        const auto attachment = settled(id);
        EXPECT_EQ(attachment.at("state"), "refused");
        EXPECT_EQ(as("auditor").get(path(id) + "/content").status, 409U);
        const auto& said = attachment.at("data").at("problem");
        return said.is_string() ? std::string(said.as_string()) : "none";
    }
    /// Of every attachment, in the file.
    [[nodiscard]] int parts_on_disk() const {
        SQLite::Database journal((data() / "journal.db").string());
        return journal.execAndGet("SELECT count(*) FROM slices").getInt();
    }
    void expect_verified(int parts) {
        daemon_->terminate();
        EXPECT_EQ(parts_on_disk(), parts);
        const auto verified = run_waymark({"journal", "verify", "--data", data().string()});
        EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
        start();
    }

    TemporaryFolder folder_;
    std::optional<Daemon> daemon_;
    std::map<std::string, std::string> tokens_;
    std::string partner_, plan_;
};

TEST_F(Attachments, KilledAtAnyMomentItIsThereWithItsBytesOrStillBeingReceived) {
    const auto whole = small_files::pdf().insert(9, std::string(1'500'000, '%') + "\n");
    const auto first = whole.substr(0, 1u << 20), second = whole.substr(1u << 20);
    const auto id = begun();
    kill();
    EXPECT_EQ(put("partner-owner", id, 2, second).status, 201U) << "in any order";
    kill();
    EXPECT_EQ(state(id), "receiving");
    EXPECT_EQ(put("partner-owner", id, 1, first).status, 201U);
    EXPECT_EQ(put("partner-owner", id, 1, first).status, 200U) << "the same again";
    EXPECT_EQ(put("partner-owner", id, 1, second).status, 409U) << "another";
    EXPECT_EQ(complete(id, whole).status, 200U);
    kill();  // before, while or after it is looked through
    EXPECT_EQ(state(id), "kept");
    kill();
    const auto got = as("pam").get(path(id) + "/content");
    EXPECT_EQ(got.status, 200U);
    EXPECT_TRUE(got.body == whole);
    EXPECT_EQ(got.etag, "\"" + sha256(whole) + "\"");
    EXPECT_EQ(put("partner-owner", id, 3, "x").status, 409U) << "it is what it is";
    expect_verified(2);
}

TEST_F(Attachments, IsServedToBeSavedAndNothingElse) {
    const auto id = kept(small_files::pdf(), file("План \"A\"; x=1.pdf"));
    const auto got = as("partner-admin").get(path(id) + "/content");
    EXPECT_EQ(got.content_type, "application/pdf");
    EXPECT_THAT(got.head,
                AllOf(HasSubstr("Content-Disposition: attachment; filename=\"________ _A_; x=1.pdf\"; "
                                "filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD%20%22A%22%3B%20x%3D1.pdf\n"),
                      HasSubstr("X-Content-Type-Options: nosniff\n"), HasSubstr("Cache-Control: no-store\n"),
                      HasSubstr("Content-Security-Policy: sandbox\n")));
    const auto plan = as("partner-owner").get("/api/v1/plans/" + plan_).json();
    EXPECT_EQ(plan.at("data").at("attached"), boost::json::value({id}));
    const auto overview = as("partner-owner").get("/api/v1/partners/" + partner_ + "/overview").json();
    EXPECT_EQ(overview.at("members").at("attachment").at(0).at("id"), boost::json::value(id));
}

TEST_F(Attachments, NamesThatLeadElsewhereAreNotTaken) {
    for (const char* name : {"../../etc/passwd.pdf", "a\\b.pdf", "a\r\nSet-Cookie: x.pdf", "a\x7f.pdf", ""}) {
        const auto reply = as("partner-owner").post("/api/v1/attachments", file(name));
        EXPECT_EQ(reply.status, 422U) << name << reply.body;
    }
    EXPECT_EQ(as("partner-owner").post("/api/v1/attachments", file("subject:1.pdf")).status, 422U);
    EXPECT_EQ(as("partner-owner").post("/api/v1/attachments", file("a.html", "text/html")).status, 422U);
}

TEST_F(Attachments, WhatIsNoneOfItsTypeIsRefusedAndErased) {
    const std::string page = "<html><script>alert(1)</script></html>";
    EXPECT_EQ(problem(page, "plan.pdf", "application/pdf"), "OTHER_TYPE");
    EXPECT_EQ(problem(small_files::png() + page, "plan.png", "image/png"), "OTHER_TYPE");
    EXPECT_EQ(problem(small_files::pdf(), "plan.exe", "application/pdf"), "OTHER_NAME");
    const auto id = begun();
    EXPECT_EQ(put("partner-owner", id, 1, small_files::pdf()).status, 201U);
    EXPECT_EQ(complete(id, small_files::pdf() + "\n").status, 200U);
    EXPECT_EQ(settled(id).at("data").at("problem"), "OTHER_BYTES");
    const auto nothing = begun();
    EXPECT_EQ(complete(nothing, "x").status, 200U);
    EXPECT_EQ(state(nothing), "refused") << "no part was sent";
    EXPECT_EQ(send("partner-owner", begun(), "complete", {{"size", 0}, {"sha256", sha256("")}}).status, 422U);
    expect_verified(0);
}

TEST_F(Attachments, TenMebibytesAndNoByteMore) {
    const auto id = begun();
    const std::string part(1u << 20, 'x');
    for (int number = 1; number <= 10; ++number)
        EXPECT_EQ(put("partner-owner", id, number, part).status, 201U);
    EXPECT_EQ(put("partner-owner", id, 11, "x").status, 409U);
    EXPECT_EQ(put("partner-owner", id, 0, "x").status, 409U);
    EXPECT_EQ(put("partner-owner", id, 1, part + "x").status, 413U);
    EXPECT_EQ(put("partner-owner", begun(), 1, "").status, 409U);
    EXPECT_EQ(send("partner-owner", id, "complete", {{"size", 10'485'761}, {"sha256", sha256("")}}).status,
              422U);
    EXPECT_EQ(as("partner-owner").put_csv(path(id) + "/parts/1", "a").status, 415U);
    const auto large = small_files::pdf().insert(9, std::string((10u << 20) - 2'000, '%') + "\n");
    const auto whole = begun();
    for (std::size_t at = 0, number = 1; at < large.size(); at += 1u << 20, ++number)
        EXPECT_EQ(put("partner-owner", whole, static_cast<int>(number), large.substr(at, 1u << 20)).status,
                  201U);
    EXPECT_EQ(complete(whole, large).status, 200U);
    EXPECT_EQ(state(whole), "kept");
    EXPECT_TRUE(as("lead").get(path(whole) + "/content").body == large);
}

TEST_F(Attachments, TwentyOfOneThing) {
    for (int i = 0; i < 20; ++i) begun();
    const auto reply = as("partner-owner").post("/api/v1/attachments", file());
    EXPECT_EQ(reply.status, 409U);
    EXPECT_THAT(reply.body, HasSubstr("TOO_MANY: 20 files"));
}

TEST_F(Attachments, WhoReadsWhatItBelongsToReadsIt) {
    const auto id = kept(small_files::pdf(), file());
    const auto without = [](std::string text, const std::string& some) {
        for (auto at = text.find(some); at != std::string::npos; at = text.find(some))
            text.replace(at, some.size(), "ID");
        return text;
    };
    for (const char* who :
         {"partner-owner", "partner-admin", "pam", "coordinator", "lead", "auditor", "admin"})
        EXPECT_EQ(as(who).get(path(id) + "/content").status, 200U) << who;
    const std::string absent = "0000000zzzzzz";
    for (const char* who : {"stranger", "partner-viewer", "support"}) {
        EXPECT_THAT(as(who).get("/api/v1/attachments").body, Not(HasSubstr(id))) << who;
        for (const char* rest : {"", "/content", "/history", "/why"}) {
            const auto reply = as(who).get(path(id) + rest), none = as(who).get(path(absent) + rest);
            EXPECT_EQ(reply.status, 404U) << who << rest;
            EXPECT_EQ(without(reply.body, id), without(none.body, absent));
        }
        EXPECT_EQ(put(who, id, 1, "x").status, 404U);
        EXPECT_EQ(send(who, id, "withdraw").status, 404U);
    }
    const auto other = begun();
    EXPECT_EQ(put("partner-admin", other, 1, "x").status, 403U) << "another's";
    EXPECT_EQ(put("auditor", other, 1, "x").status, 403U);
    const object checked{{"size", 1}, {"sha256", sha256("x")}, {"problem", nullptr}};
    EXPECT_EQ(send("partner-owner", other, "checked", checked).status, 403U) << "the service's own";
    EXPECT_EQ(as("auditor").get(path(plan_) + "/content").status, 404U);
    EXPECT_EQ(as("auditor").get("/api/v1/attachments/" + other + "/content").status, 409U);
}

TEST_F(Attachments, EvidenceOfWhatThePartnerDoesNotKnowOfStaysUnknown) {
    const auto revocation = made(
        "pam", "revocations",
        {{"partner", partner_}, {"reason_code", "FALSE_DATA"}, {"clause", "4.2"}, {"evidence", "Ticket 17"}});
    const auto id = made(
        "pam", "attachments",
        {{"of", revocation}, {"kind", "evidence"}, {"file", "letter.txt"}, {"media_type", "text/plain"}});
    EXPECT_EQ(put("pam", id, 1, "Seen.").status, 201U);
    EXPECT_EQ(send("pam", id, "complete", {{"size", 5}, {"sha256", sha256("Seen.")}}).status, 200U);
    EXPECT_EQ(state(id), "kept");
    EXPECT_EQ(as("lead").get(path(id) + "/content").body, "Seen.");
    for (const char* path_of : {"/api/v1/attachments", "/api/v1/instances"})
        EXPECT_THAT(as("partner-owner").get(path_of).body, Not(HasSubstr(id)));
    EXPECT_THAT(as("partner-owner").get("/api/v1/partners/" + partner_ + "/overview").body,
                Not(HasSubstr(id)));
    EXPECT_EQ(as("partner-owner").get(path(id)).status, 404U);
    EXPECT_EQ(send("partner-owner", id, "withdraw").status, 404U);
}

TEST_F(Attachments, WithdrawnItsBytesAreGoneAnHourLaterAndAnUndoFindsThem) {
    const auto id = kept(small_files::pdf(), file());
    EXPECT_EQ(send("partner-admin", id, "withdraw").status, 409U) << "another's";
    const auto withdrawn = send("partner-owner", id, "withdraw");
    ASSERT_EQ(withdrawn.status, 200U) << withdrawn.body;
    EXPECT_EQ(as("lead").get(path(id) + "/content").status, 409U);
    const auto record = boost::json::serialize(withdrawn.json().at("record"));
    EXPECT_EQ(as("partner-owner").post("/api/v1/commands/" + record + "/undo", object{}).status, 200U);
    EXPECT_EQ(as("lead").get(path(id) + "/content").body, small_files::pdf());
    // What is begun by mistake and undone leaves nothing behind.
    const auto begun = as("partner-owner").post("/api/v1/attachments", file());
    const auto undone = std::string(begun.json().at("instance").at("id").as_string());
    EXPECT_EQ(put("partner-owner", undone, 1, "%PDF-1.4").status, 201U);
    const auto command = boost::json::serialize(begun.json().at("record"));
    EXPECT_EQ(as("partner-owner").post("/api/v1/commands/" + command + "/undo", object{}).status, 200U);
    EXPECT_THAT(put("partner-owner", undone, 2, "x").status, testing::AnyOf(404U, 409U));
    expect_verified(1);
}

TEST_F(Attachments, DamageIsFound) {
    const auto id = kept(small_files::pdf(), file());
    daemon_->terminate();
    std::fstream journal(data() / "journal.db", std::ios::in | std::ios::out | std::ios::binary);
    const std::string all(std::istreambuf_iterator<char>(journal), {});
    const auto at = all.find(small_files::pdf());
    ASSERT_NE(at, std::string::npos);
    journal.seekp(static_cast<std::streamoff>(at));
    journal << "%PDF-1.5" << std::flush;
    journal.close();
    const auto verified = run_waymark({"journal", "verify", "--data", data().string()});
    EXPECT_EQ(verified.exit_code, 1);
    EXPECT_THAT(verified.out, HasSubstr("The bytes of attachment " + id));
    start();
    EXPECT_EQ(as("lead").get(path(id) + "/content").status, 500U);
}

TEST_F(Attachments, FromTheCommandLine) {
    const auto run = [&](const std::string& who, std::vector<std::string> words) {
        const auto token_file = (folder_.path() / (who + ".token")).string();
        std::ofstream(token_file) << tokens_.at(who);
        return run_waymark(words,
                           {{"WAYMARK_SERVER", daemon_->server()}, {"WAYMARK_TOKEN_FILE", token_file}});
    };
    const auto in = [&](const char* name) { return (folder_.path() / name).string(); };
    const auto bytes = small_files::docx();
    std::ofstream(in("plan.docx"), std::ios::binary) << bytes;
    const auto added = run("partner-owner", {"attachment", "add", in("plan.docx"), "--to", plan_, "--kind",
                                             "business-plan", "--output", "json"});
    ASSERT_EQ(added.exit_code, 0) << added.err;
    const auto attachment = boost::json::parse(added.out);
    EXPECT_EQ(attachment.at("state"), "kept");
    const auto id = std::string(attachment.at("id").as_string());
    EXPECT_EQ(run("pam", {"attachment", "get", id, "--save", in("got.docx")}).exit_code, 0);
    std::ifstream got(in("got.docx"), std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(got), {}), bytes);
    EXPECT_EQ(run("pam", {"attachment", "get", id, "--save", in("got.docx")}).exit_code, 1) << "it is there";
    EXPECT_EQ(run("pam", {"attachment", "get", id, "--save", in("got.docx"), "--force"}).exit_code, 0);
    EXPECT_EQ(run("pam", {"attachment", "get", id, "--save", "-"}).out, bytes);
    EXPECT_THAT(run("pam", {"attachment", "list"}).out, HasSubstr(id));

    std::ofstream(in("page.pdf")) << "<html>";
    const auto page =
        run("partner-owner", {"attachment", "add", in("page.pdf"), "--to", plan_, "--kind", "business-plan"});
    EXPECT_EQ(page.exit_code, 1);
    EXPECT_THAT(page.err, HasSubstr("not of the type"));
    std::ofstream(in("tool.exe")) << "MZ";
    EXPECT_EQ(run("partner-owner", {"attachment", "add", in("tool.exe"), "--to", plan_, "--kind", "evidence"})
                  .exit_code,
              2);
    std::ofstream(in("large.txt")) << std::string((10u << 20) + 1, 'x');
    const auto large = run("partner-owner",
                           {"attachment", "add", in("large.txt"), "--to", plan_, "--kind", "business-plan"});
    EXPECT_EQ(large.exit_code, 1);
    EXPECT_THAT(large.err, HasSubstr("10 MiB"));
}

}  // namespace
}  // namespace waymark::daemon
