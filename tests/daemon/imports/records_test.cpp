// Records in bulk: each kind from a file to what it makes, at once or not at all (I26, I27), with a kill -9
// between any two steps.
#include <algorithm>
#include <fstream>
#include <gmock/gmock.h>

#include "tests/daemon/imports/imports.hpp"

namespace waymark::daemon {
namespace {

using blackbox::run_waymark;
using testing::HasSubstr;

class Records : public ImportsFixture {
  protected:
    void SetUp() override {
        ImportsFixture::SetUp();
        as_ = token({"pam", "coordinator"});
    }
    void import(const char* kind, const std::string& text, const char* effect_wanted) const {
        const auto found = checked(kind, text);
        EXPECT_EQ(effect(found), effect_wanted) << kind;
        publish(found);
    }
    /// "CODE row column", a line each.
    [[nodiscard]] std::string errors(const boost::json::value& import) const {
        EXPECT_EQ(state(import), "faulty");
        std::string text;
        const auto found = client().get(path(id_of(import)) + "/errors").json();
        for (const auto& each : found.at("errors").as_array()) {
            EXPECT_FALSE(each.at("text").at("en").as_string().empty());
            EXPECT_FALSE(each.at("text").at("ru").as_string().empty());
            text += std::string(each.at("code").as_string()) + " " +
                    std::to_string(each.at("row").to_number<int>()) + " " +
                    std::string(each.at("column").as_string()) + "\n";
        }
        return text;
    }
    [[nodiscard]] boost::json::array all(const std::string& collection) const {
        return client().get("/api/v1/" + collection + "?limit=200").json().at("items").as_array();
    }
    /// The only one's data, with its state as the member "state".
    [[nodiscard]] object only(const std::string& collection) const {
        const auto found = all(collection);
        EXPECT_EQ(found.size(), 1U) << collection;
        const auto whole =
            client()
                .get("/api/v1/" + collection + "/" + std::string(found.at(0).at("id").as_string()))
                .json();
        auto data = whole.at("data").as_object();
        data["state"] = whole.at("state");
        data["id"] = whole.at("id");
        return data;
    }
};

constexpr const char* staff =
    "partner,name,from,to\n7707083893,Ivanova Anna,2025-02-03,\n7707083893,Petrov Petr,03.02.2024,\n";

TEST_F(Records, EmployeesAndTheirCertificates) {
    import("employees", staff, "2 0 0");
    import("employees",
           "Партнёр;Имя;Работает с;to\n7707083893;ivanova anna;03.02.2025;\n"
           "7707083893;Petrov Petr;2024-02-03;01.11.2026\n",
           "0 1 1");
    import("employees", "partner,name,from\n7707083893,Petrov Petr,2026-11-10\n", "0 1 0");
    const std::string headings = "partner,employee,code,number,trained on,certified on,valid to\n";
    import("certificates",
           headings + partner_ + ",Ivanova Anna,cse,17,2025-05-01,2025-06-01,2027-06-01\n" + partner_ +
               ",petrov petr,cse,,2025-05-01,,\n",
           "2 0 0");
    // What is not said stays: a number of an entry without one would be another entry.
    import("certificates",
           headings + "7707083893,Petrov Petr,cse,,,2025-07-01,\n" + "7707083893,Ivanova Anna,cse,17,,,\n",
           "0 1 1");
    for (const auto& each : all("employees")) {
        const auto whole =
            client().get("/api/v1/employees/" + std::string(each.at("id").as_string())).json().at("data");
        const auto& certificate = whole.at("certificates").at(0);
        EXPECT_EQ(certificate.at("trained_on"), "2025-05-01");
        if (whole.at("name") != "Petrov Petr") continue;
        EXPECT_EQ(certificate.at("certified_on"), "2025-07-01");
        ASSERT_EQ(whole.at("stays").as_array().size(), 2U);
        EXPECT_EQ(whole.at("stays").at(0).at("to"), "2026-11-01");
        EXPECT_EQ(whole.at("stays").at(1).at("from"), "2026-11-10");
    }
}

TEST_F(Records, OfTheStaysOfAnEmployeeOnlyTheLastIsCorrectedAndTheNextFollowsIt) {
    const std::string headings = "partner,name,from,to\n7707083893,Petrov Petr,";
    import("employees", headings + "2024-02-03,2025-11-01\n", "1 0 0");
    import("employees", "partner,name,from,to\n" + partner_ + ",Petrov Petr,2024-02-03,2025-11-01\n",
           "0 0 1");
    EXPECT_EQ(errors(checked("employees", headings + "2025-10-15,\n")), "NOT_CORRECTABLE 2 from\n")
        << "he had not left yet";
    import("employees", headings + "2025-11-10,2025-12-01\n", "0 1 0");
    EXPECT_EQ(only("employees").at("stays").as_array().size(), 2U);
    EXPECT_EQ(only("employees").at("stays").at(1).at("to"), "2025-12-01");
    EXPECT_EQ(errors(checked("employees", headings + "2024-02-03,2025-10-01\n")), "NOT_CORRECTABLE 2 from\n");
}

TEST_F(Records, AreTheSameByTheirFirstKeyAndThenByTheNext) {
    const std::string headings = "partner,name,tin\n";
    import("customers", headings + "7707083893,Lutik,7830002293\n", "1 0 0");
    import("customers", headings + "7707083893,Lutik,7736050003\n", "1 0 0");
    import("customers", headings + "7707083893,Lutik,7830002293\n7707083893,Lutik,7736050003\n", "0 0 2");
    const auto found =
        checked("customers", headings + "7707083893,Vasilek,\n" + partner_ + ",Romashka,7710140679\n");
    EXPECT_EQ(found.at("data").at("found").at("partners").to_number<int>(), 1);
    EXPECT_EQ(errors(checked("customers", headings + "7707083893,Lutik,\n")), "SEVERAL 2 name\n");
}

TEST_F(Records, OneThatHasEndedIsMeantOnlyWhereNoOtherIs) {
    const object what{{"partner", partner_}, {"technology", "devops"}, {"document", "plan.pdf"}};
    std::vector<std::string> plans;
    for (int i = 0; i < 2; ++i) {
        const auto made = client().post("/api/v1/plans", what);
        ASSERT_EQ(made.status, 201U) << made.body;
        plans.emplace_back(made.json().at("instance").at("id").as_string());
    }
    const std::string row = "partner,technology,business plan,approved\n7707083893,devops,plan.pdf,yes\n";
    EXPECT_EQ(errors(checked("plans", row)), "SEVERAL 2 technology\n");
    for (const auto& id : {plans[1], plans[0]}) {
        const auto sent = client().post("/api/v1/plans/" + id + "/events", object{{"event", "approve"}});
        ASSERT_EQ(sent.status, 200U) << sent.body;
    }
    ASSERT_EQ(client().get("/api/v1/plans/" + plans[1]).json().at("state"), "superseded");
    import("plans", row, "0 0 1");
}

TEST_F(Records, ClaimsAndWhatWasDecidedOfThem) {
    import("solutions",
           "partner,technology,title,implemented_on,verified\n7707083893,devops,Stand,2026-03-01,no\n",
           "1 0 0");
    import("solutions", "partner,technology,title,implemented_on\n7707083893,devops,STAND,2026-03-01\n",
           "0 0 1");
    EXPECT_EQ(only("solutions").at("state"), "claimed");
    import("solutions",
           "Партнёр;Технология;Что внедрено;Дата "
           "внедрения;Подтверждено\n7707083893;devops;Stand;01.03.2026;да\n",
           "0 1 0");
    EXPECT_EQ(only("solutions").at("state"), "verified");
    EXPECT_EQ(errors(checked("solutions",
                             "partner,technology,title,implemented_on,verified\n"
                             "7707083893,devops,Stand,2026-03-02,\n")),
              "NOT_CORRECTABLE 2 implemented_on\n");
    EXPECT_EQ(errors(checked("solutions",
                             "partner,technology,title,implemented_on,verified\n"
                             "7707083893,devops,Stand,2026-03-01,no\n")),
              "NOT_CORRECTABLE 2 verified\n");
    import("projects",
           "partner,technology,product,customer,implemented_on,confirmed\n"
           "7707083893,ml-ai,compute,\"Lutik, OOO\",2026-04-01,yes\n",
           "1 0 0");
    EXPECT_EQ(only("projects").at("state"), "confirmed");
    EXPECT_EQ(only("projects").at("customer"), "Lutik, OOO");
    import("plans", "partner,technology,business plan,approved\n7707083893,ml-ai,plan.pdf,yes\n", "1 0 0");
    EXPECT_EQ(only("plans").at("state"), "approved");
}

TEST_F(Records, CustomersWithSubaccountsAndScopes) {
    import("customers", "partner,name,tin,direct contract\n7707083893,Lutik,,нет\n", "1 0 0");
    import("customers", "partner,name,tin,direct contract\n7707083893,Lutik,7830002293,да\n", "0 1 0");
    import("customers", "partner,name,tin\n7707083893,Lutik OOO,7830002293\n", "0 1 0");
    const auto customer = only("customers");
    EXPECT_EQ(customer.at("name"), "Lutik OOO");
    EXPECT_EQ(customer.at("direct_contract"), true);
    import("subaccounts",
           "partner,customer,account,active from\n7707083893,7830002293,sub-1,2026-05-01\n7707083893,lutik "
           "ooo,sub-2,\n",
           "2 0 0");
    import("subaccounts",
           "Партнёр,Заказчик,Субаккаунт,Действует с\n7707083893," +
               std::string(customer.at("id").as_string()) + ",sub-2,01.06.2026\n",
           "0 1 0");
    for (const auto& each : all("subaccounts")) EXPECT_EQ(each.at("state"), "active");
    import(
        "scopes",
        "partner,customer,scope,kind,product,from\n7707083893,7830002293,cloud-1,cloud,compute,2026-05-01\n",
        "1 0 0");
    EXPECT_EQ(only("scopes").at("product"), "compute");
    EXPECT_EQ(errors(checked("scopes",
                             "partner,customer,scope,kind,from\n"
                             "7707083893,Nobody,cloud-2,cloud,2026-05-01\n"
                             "7707083893,7830002293,cloud-1,folder,2026-05-01\n"
                             "7707083893,7830002293,cloud-3,cloud,2099-05-01\n")),
              "UNKNOWN 2 customer\nNOT_CORRECTABLE 3 kind\nBAD_DATE 4 \n");
}

TEST_F(Records, Agreements) {
    import("agreements", "partner,number of the agreement,date\n7707083893,P-1,2024-01-10\n", "1 0 0");
    import("agreements", "Партнёр;Номер договора;Дата договора\n7707083893;P-1;11.01.2024\n", "0 1 0");
    EXPECT_EQ(only("agreements").at("signed_on"), "2024-01-11");
}

TEST_F(Records, Invoices) {
    as_ = token("finance");
    const std::string headings = "partner,number,month,amount,issued on,due on,paid on\n";
    import("invoices",
           headings +
               "7707083893,R-1,2026-03,\"1 200,50\",2026-04-01,2026-04-15,\n"
               "7707083893,R-2,2026-04,10,2026-05-01,2026-05-15,2026-05-10\n",
           "2 0 0");
    const auto found = checked("invoices",
                               "Партнёр;Номер счёта;За какой месяц;Сумма с НДС;Выставлен;Оплатить до;"
                               "Оплачен\n7707083893;R-1;2026-03;1200,60;01.04.2026;15.04.2026;"
                               "20.04.2026\n7707083893;R-2;2026-04;10;01.05.2026;15.05.2026;\n");
    EXPECT_EQ(effect(found), "0 1 1");
    EXPECT_EQ(found.at("data").at("found").at("total_kopecks").to_number<int>(), 121'060);
    const auto refused = send(id_of(found), "publish", {{"rows", 2}, {"total_kopecks", 121'061}});
    EXPECT_THAT(refused.body, HasSubstr("CONTROL_TOTALS"));
    publish(found);
    for (const auto& each : all("invoices")) EXPECT_EQ(each.at("state"), "paid");
    // A cancelled one is no obstacle to its number.
    for (const auto& each : all("invoices"))
        EXPECT_EQ(client()
                      .post("/api/v1/invoices/" + std::string(each.at("id").as_string()) + "/events",
                            object{{"event", "cancel"}, {"data", object{{"reason", "issued twice"}}}})
                      .status,
                  200U);
    import("invoices", headings + "7707083893,R-1,2026-03,1,2026-04-01,2026-04-15,\n", "1 0 0");
}

TEST_F(Records, PortalUsersAndTheirRoles) {
    as_ = token("admin");
    const auto users = [&] {
        std::map<std::string, std::string> found;
        for (const auto& each : all("persons")) {
            const auto whole =
                client().get("/api/v1/persons/" + std::string(each.at("id").as_string())).json();
            const auto& data = whole.at("data").as_object();
            if (data.at("partner").is_string())
                found[std::string(data.at("name").as_string())] =
                    boost::json::serialize(data.at("roles")) + std::string(data.at("email").as_string());
        }
        return found;
    };
    import("persons",
           "partner,name,email,roles\n"
           "7707083893,Ivanova Anna,anna@romashka.example,partner-owner;partner-accountant\n"
           "7707083893,Petrov Petr,petr@romashka.example,partner-viewer\n",
           "2 0 0");
    import("persons",
           "Партнёр;Имя;Адрес электронной почты;Роли\n"
           "7707083893;Ivanova Anna;anna@romashka.example;\"partner-owner;partner-accountant\"\n"
           "7707083893;Petrov Petr;petr@romashka.example;partner-editor\n",
           "0 1 1");
    EXPECT_EQ(users(), (std::map<std::string, std::string>{
                           {"Ivanova Anna", R"(["partner-owner","partner-accountant"]anna@romashka.example)"},
                           {"Petrov Petr", R"(["partner-editor"]petr@romashka.example)"}}));
    EXPECT_EQ(errors(checked("persons",
                             "partner,name,email,roles\n"
                             "7707083893,Ivanova-Petrova Anna,anna@romashka.example,partner-owner\n"
                             "7707083893,Sidorov Ilya,ilya@romashka.example,lead\n")),
              "NOT_CORRECTABLE 2 name\nFORM_INVALID 3 roles\n");
    as_ = token("coordinator");
    EXPECT_EQ(put(begin("persons"), 1, "partner\n"), 403U) << "who may do what is the administrators'";
}

TEST_F(Records, TheSameFileTwiceChangesNothing) {
    publish(checked("employees", staff));
    const auto again = checked("employees", staff);
    EXPECT_EQ(effect(again), "0 0 2");
    EXPECT_THAT(send_publish(again).body, HasSubstr("ALREADY_PUBLISHED"));
    import("employees", std::string("\xef\xbb\xbf") + staff, "0 0 2");
    EXPECT_EQ(all("employees").size(), 2U);
}

TEST_F(Records, ACheckChangesNothingAndSaysWhatEachRowWouldMeet) {
    const auto found = checked("employees",
                               "partner,name,from,to\n7707083893,Ivanova Anna,2025-02-03,\n"
                               "7707083893,Petrov,2025-02-03,2025-01-01\n1234567890,Sidorov,2025-02-03,\n"
                               "7707083893,ivanova anna,2025-02-03,\n7707083893,,30.02.2025,\n");
    EXPECT_EQ(errors(found),
              "BAD_DATE 3 \nUNKNOWN_PARTNER 4 partner\nROW_TWICE 5 \nMISSING 6 name\nBAD_DATE 6 from\n");
    EXPECT_TRUE(all("employees").empty());
    EXPECT_EQ(send_publish(found).status, 409U);
    kill();
    EXPECT_THAT(errors(found), HasSubstr("BAD_DATE 3 \n")) << "found anew after a start";
}

TEST_F(Records, WhoHasLostHisRolesPublishesNothing) {
    const auto found = checked("customers", "partner,name\n7707083893,Lutik\n7707083893,Vasilek\n");
    ASSERT_EQ(state(found), "checked");
    // Between the check and the publication he loses the roles by which he may do that.
    const auto me = client().get("/api/v1/persons").json().at("items").at(0).at("id");
    Client admin(daemon_->port(), admin_);
    const auto other = token({"pam", "coordinator"});
    const auto set = admin.post("/api/v1/persons/" + std::string(me.as_string()) + "/events",
                                object{{"event", "roles.set"}, {"data", object{{"roles", {"auditor"}}}}});
    ASSERT_EQ(set.status, 200U) << set.body;
    const auto refused = send_publish(found);
    EXPECT_EQ(refused.status, 403U) << refused.body;
    as_ = other;
    publish(found);
    EXPECT_EQ(all("customers").size(), 2U);
}

TEST_F(Records, TheLastRowRefusedAtThePublicationTakesAllBack) {
    import("customers", "partner,name\n7707083893,Lutik\n7707083893,Vasilek\n", "2 0 0");
    const auto found =
        checked("subaccounts", "partner,customer,account\n7707083893,Lutik,sub-8\n7707083893,Lutik,sub-9\n");
    ASSERT_EQ(state(found), "checked");
    for (const auto& each : all("customers")) {
        const auto id = std::string(each.at("id").as_string());
        if (client().get("/api/v1/customers/" + id).json().at("data").at("name") != "Vasilek") continue;
        const auto taken =
            client().post("/api/v1/subaccounts", object{{"customer", id}, {"account", "sub-9"}});
        ASSERT_EQ(taken.status, 201U) << taken.body;
    }
    EXPECT_EQ(send_publish(found).status, 200U);
    const auto refused = settled(id_of(found));
    EXPECT_EQ(errors(refused), "DUPLICATE 3 \n");
    EXPECT_EQ(all("subaccounts").size(), 1U) << "sub-8 neither";
}

TEST_F(Records, WaitsForEverybodyWhoImportsAndThenForWhoHadItChecked) {
    const auto other = token("pam");
    const auto of_mine = [&](const std::string& token, const std::string& id) {
        const auto work = Client(daemon_->port(), token).get("/api/v1/worklist?mine=1").json();
        return std::ranges::any_of(work.at("items").as_array(), [&](const boost::json::value& item) {
            return item.at("instance").at("id").as_string() == id;
        });
    };
    const auto id = begin("employees");
    EXPECT_TRUE(of_mine(as_, id));
    EXPECT_TRUE(of_mine(other, id)) << "nobody's yet";
    EXPECT_EQ(put(id, 1, staff), 201U);
    EXPECT_EQ(send(id, "check").status, 200U);
    ASSERT_EQ(state(settled(id)), "checked");
    EXPECT_TRUE(of_mine(as_, id));
    EXPECT_FALSE(of_mine(other, id));
}

TEST_F(Records, NothingIsLostAndNothingHalfDoneWheneverItIsKilled) {
    std::string text = "partner,name,from\n";
    for (int i = 0; i < 500; ++i) text += "7707083893,Nr " + std::to_string(i) + ",2025-02-03\n";
    const auto id = begin("employees");
    EXPECT_EQ(put(id, 1, text), 201U);
    kill();
    EXPECT_EQ(send(id, "check").status, 200U);
    kill();
    const auto found = settled(id);
    ASSERT_EQ(state(found), "checked") << found;
    EXPECT_EQ(send_publish(found).status, 200U);
    daemon_->kill();
    daemon_.emplace(data());
    const auto at_once = client().get("/api/v1/employees?limit=1").json().at("total").to_number<int>();
    EXPECT_TRUE(at_once == 0 || at_once == 500) << at_once << " are no whole file";
    EXPECT_EQ(state(settled(id)), "published");
    EXPECT_EQ(client().get("/api/v1/employees?limit=1").json().at("total").to_number<int>(), 500);
    kill();
    EXPECT_EQ(client().get("/api/v1/employees?limit=1").json().at("total").to_number<int>(), 500);
    daemon_->terminate();
    const auto verified = run_waymark({"journal", "verify", "--data", data().string()});
    EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
    start();
}

TEST_F(Records, WhoMayImportWhat) {
    const auto pam_and_coordinator = as_;
    publish(checked("customers", "partner,name\n7707083893,Lutik\n"));
    as_ = token("finance");
    const auto id = begin("employees");
    EXPECT_EQ(put(id, 1, staff), 403U);
    EXPECT_THAT(send(id, "check").body, HasSubstr("NOT_YOURS"));
    as_ = token("coordinator");
    EXPECT_EQ(put(begin("solutions"), 1, "partner\n"), 403U) << "a claim is no coordinator's";
    const auto bad = checked("employees", "partner,name,from\n1234567890,Ivanova Anna,2025-02-03\n");
    EXPECT_THAT(client().get(path(id_of(bad)) + "/errors").body, HasSubstr("1234567890"));
    as_ = token("finance");
    EXPECT_THAT(client().get(path(id_of(bad)) + "/errors").body, Not(HasSubstr("1234567890")))
        << "cells of records may have names in them";
}

TEST_F(Records, TheHistoryNamesThePersonAndTheImport) {
    const auto found = checked("customers", "partner,name\n7707083893,Lutik\n");
    publish(found);
    const auto id = std::string(only("customers").at("id").as_string());
    const auto history = client().get("/api/v1/customers/" + id + "/history");
    EXPECT_THAT(history.body, HasSubstr("import:" + id_of(found)));
}

TEST_F(Records, FromTheCommandLine) {
    const auto run = [&](std::vector<std::string> words) {
        const auto token_file = (folder_.path() / "pam.token").string();
        std::ofstream(token_file) << as_;
        return run_waymark(words,
                           {{"WAYMARK_SERVER", daemon_->server()}, {"WAYMARK_TOKEN_FILE", token_file}});
    };
    const auto line = run({"--language", "ru", "import", "template", "employees"});
    EXPECT_EQ(line.exit_code, 0) << line.err;
    EXPECT_THAT(line.out, HasSubstr("Партнёр;Имя;Работает с"));
    const auto file = (folder_.path() / "staff.csv").string();
    std::ofstream(file) << line.out << "7707083893;Ivanova Anna;2025-02-03;\n";
    const auto tried = run({"import", "records", "employees", file, "--dry-run"});
    EXPECT_EQ(tried.exit_code, 0) << tried.err;
    EXPECT_TRUE(all("employees").empty());
    const auto wrong = run({"import", "records", "employees", file, "--publish", "--rows", "2"});
    EXPECT_EQ(wrong.exit_code, 1);
    EXPECT_THAT(wrong.err, HasSubstr("CONTROL_TOTALS"));
    const auto published = run({"import", "records", "employees", file, "--publish", "--rows", "1"});
    EXPECT_EQ(published.exit_code, 0) << published.err;
    EXPECT_EQ(all("employees").size(), 1U);
    std::ofstream(file) << "partner,name,from\nnobody,x,2025-02-03\n";
    EXPECT_EQ(run({"import", "records", "employees", file}).exit_code, 1);
}

}  // namespace
}  // namespace waymark::daemon
