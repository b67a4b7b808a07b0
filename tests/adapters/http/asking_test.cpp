// Questions of the program over HTTP: who is answered, in which form, and cells that no spreadsheet runs.
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <utility>

#include "tests/adapters/http/corpora.hpp"
#include "tests/adapters/http/visitor.hpp"

namespace waymark::http {
namespace {

/// Reads CSV as RFC 4180 has it.
std::vector<std::vector<std::string>> cells_of(const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string cell;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
            cell += text[++i];
        } else if (text[i] == '"') {
            quoted = !quoted;
        } else if (quoted || (text[i] != ',' && text[i] != '\r' && text[i] != '\n')) {
            cell += text[i];
        } else if (text[i] != '\r') {
            row.push_back(std::exchange(cell, {}));
            if (text[i] == '\n') rows.push_back(std::exchange(row, {}));
        }
    }
    EXPECT_TRUE(row.empty() && cell.empty() && !quoted) << "the text ends within a row";
    return rows;
}

class Asking : public testing::Test {
  protected:
    Served served_;
    Visitor agent_{served_, served_.token("agent")};
    Visitor lead_{served_, served_.token("lead")};
    const std::string csv_ = "Accept: text/csv\r\n";
};

TEST_F(Asking, AboutAnInstance) {
    const auto ticket = agent_.new_ticket();
    const auto path = "/api/v1/tickets/" + ticket + "/forecast";
    const auto answer = agent_.get(path + "?at=2027-04-01&helper=Olga&helper=%D0%98%D0%B2%D0%B0%D0%BD");
    EXPECT_EQ(answer.status, 200U) << answer.body;
    EXPECT_EQ(text_at(answer, "ticket"), ticket);
    EXPECT_EQ(text_at(answer, "helpers.0"), "Olga");
    EXPECT_EQ(text_at(answer, "helpers.1"), "Иван");
    EXPECT_EQ(text_at(answer, "as_of"), text_at(agent_.get("/api/v1/clock"), "now"));

    for (const auto& [query, place] : {std::pair<std::string, std::string>{"?at=soon", "at"},
                                       {"?at=2027-04-01&at=2027-04-01", "at"},
                                       {"?colour=red", "colour"}}) {
        const auto refused = agent_.get(path + query);
        EXPECT_EQ(code_of(refused), "bad-query") << query;
        EXPECT_EQ(text_at(refused, "place"), place);
    }
    EXPECT_EQ(code_of(agent_.get(path, csv_)), "not-acceptable") << "no table";
}

TEST_F(Asking, AForeignInstanceIsAsOneThatIsNot) {
    const auto mine = agent_.new_ticket(), foreign = agent_.new_ticket();
    Visitor customer(served_, served_.customer_token(mine));
    EXPECT_EQ(customer.get("/api/v1/tickets/" + mine + "/forecast").status, 200U);
    const auto refused = customer.get("/api/v1/tickets/" + foreign + "/forecast");
    auto absent = customer.get("/api/v1/tickets/0000000000000/forecast");
    EXPECT_EQ(code_of(refused), "not-found");
    for (auto at = absent.body.find("0000000000000"); at != std::string::npos;
         at = absent.body.find("0000000000000"))
        absent.body.replace(at, 13, foreign);
    EXPECT_EQ(refused.body, absent.body);
    EXPECT_EQ(code_of(lead_.get("/api/v1/persons/" + mine + "/forecast")), "not-found");
    EXPECT_EQ(code_of(lead_.get("/api/v1/tickets/" + mine + "/board")), "not-found");
    EXPECT_EQ(code_of(lead_.get("/api/v1/reports/forecast")), "not-found");
}

TEST_F(Asking, ReportsAreListedAndAnsweredByRole) {
    for (const char* role : {"lead", "admin", "agent", "auditor"}) {
        Visitor visitor(served_, served_.token(role));
        const bool may = role == std::string("lead") || role == std::string("admin");
        const auto list = visitor.get("/api/v1/reports");
        EXPECT_EQ(list.status, 200U);
        EXPECT_EQ(at(list, "items").array().size(), may ? 1U : 0U) << role;
        const auto report = visitor.get("/api/v1/reports/board");
        if (may) {
            EXPECT_EQ(text_at(list, "items.0.name"), "board");
            EXPECT_EQ(text_at(list, "items.0.parameters.0.name"), "empty");
            EXPECT_EQ(report.status, 200U) << role;
        } else {
            EXPECT_EQ(code_of(report), "role-missing") << role;
            EXPECT_EQ(code_of(visitor.get("/api/v1/reports/board", csv_)), "role-missing") << role;
        }
    }
    Visitor customer(served_, served_.customer_token(agent_.new_ticket()));
    EXPECT_EQ(code_of(customer.get("/api/v1/reports/board")), "role-missing");
}

TEST_F(Asking, ATableIsJsonOrCsv) {
    agent_.new_ticket("Printer");
    const auto table = lead_.get("/api/v1/reports/board");
    EXPECT_EQ(table.field("content-type"), "application/json");
    EXPECT_EQ(text_at(table, "columns.1"), "bill_kopecks");
    EXPECT_EQ(text_at(table, "rows.0.title"), "Printer");
    EXPECT_EQ(at(table, "rows.0.bill_kopecks"), states::Value(-60'000'000));

    const auto csv = lead_.get("/api/v1/reports/board", csv_);
    EXPECT_EQ(csv.status, 200U);
    EXPECT_EQ(csv.field("content-type"), "text/csv; charset=utf-8; header=present");
    EXPECT_EQ(csv.body, "\"title\",\"bill_kopecks\",\"note\"\r\n\"Printer\",-60000000,\r\n");
    EXPECT_EQ(lead_.get("/api/v1/reports/board?empty=1", csv_).body,
              "\"title\",\"bill_kopecks\",\"note\"\r\n");
    EXPECT_EQ(code_of(lead_.get("/api/v1/reports/board", "Accept: image/png\r\n")), "not-acceptable");
    EXPECT_EQ(code_of(lead_.get("/api/v1/reports/board?full=1", csv_)), "bad-query");
}

TEST_F(Asking, HostileCellsStayData) {
    const auto folder = hostile_folder();
    if (!folder) GTEST_SKIP() << "the shared material is not here";
    std::vector<std::string> expected{"title"};
    for (const auto& line : split(bytes_of(*folder / "own/csv/cells.jsonl"), '\n')) {
        const auto each = boost::json::parse(line);
        const std::string cell(each.at("cell").as_string());
        if (cell.size() > 200) continue;  // no title is that long
        expected.push_back((each.at("expect_field_prefix_quote").as_bool() ? "'" : "") + cell);
        const boost::json::object body{{"title", each.at("cell")}};
        EXPECT_EQ(agent_.post("/api/v1/tickets", boost::json::serialize(body)).status, 201U) << line;
    }
    EXPECT_EQ(expected.size(), 33U);
    const auto rows = cells_of(lead_.get("/api/v1/reports/board", csv_).body);
    ASSERT_EQ(rows.size(), expected.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ASSERT_EQ(rows[i].size(), 3U) << "one cell became several: " << expected[i];
        EXPECT_EQ(rows[i][0], expected[i]);
    }
}

}  // namespace
}  // namespace waymark::http
