// GET /metrics, for those who watch: counters and gauges in the text format of Prometheus. Names nobody;
// needs no token.
#include <fmt/format.h>

#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

constexpr const char* media = "text/plain; version=0.0.4; charset=utf-8";

void append(std::string& out, const char* name, const char* type, const char* help, std::uint64_t value) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
}

void append_mail(std::string& out, const runtime::MailFigures& mail) {
    append(out, "waymark_mail_waiting", "gauge", "Letters that wait for their time or their next attempt.",
           mail.waiting);
    append(out, "waymark_mail_under_way", "gauge", "Letters being written or sent.", mail.under_way);
    append(out, "waymark_mail_undeliverable_total", "counter",
           "Messages without anybody to write to, and letters that could not be written.",
           mail.undeliverable);
    out +=
        "# HELP waymark_mail_attempts_total Attempts to send a letter, by outcome.\n"
        "# TYPE waymark_mail_attempts_total counter\n";
    for (const auto& [outcome, count] : mail.attempts)
        out += fmt::format("waymark_mail_attempts_total{{outcome=\"{}\"}} {}\n", outcome, count);
}

Outcome metrics(Exchange& exchange) {
    Response response;
    response.content_type = media;
    auto& out = response.body;
    append(out, "waymark_ready", "gauge", "1 while commands are taken.", exchange.ready ? 1 : 0);
    append(out, "waymark_timers_held", "gauge", "1 while all timers wait for a person's confirmation.",
           exchange.service().hold().reason.empty() ? 0 : 1);
    append(out, "waymark_journal_records", "counter", "Records in the journal.", exchange.door.last_record());
    append(out, "waymark_http_connections", "gauge", "Open connections.", exchange.traffic->connections);
    append_mail(out, exchange.service().mail_figures());
    out +=
        "# HELP waymark_http_answers_total Answers by the class of their status.\n# TYPE "
        "waymark_http_answers_total counter\n";
    for (std::size_t digit = 2; digit < exchange.traffic->answers.size(); ++digit)
        out += fmt::format("waymark_http_answers_total{{status=\"{}xx\"}} {}\n", digit,
                           exchange.traffic->answers[digit].load());
    return response;
}

}  // namespace

void add_metrics_routes(std::vector<Route>& routes) {
    Route route;
    route.method = "GET";
    route.pattern = "/metrics";
    route.handler = metrics;
    route.open = true;
    route.aside = true;
    route.operation = "metrics";
    route.summary = "Counters and gauges in the text format of Prometheus.";
    route.tag = "service";
    route.answers = {{200, "", media}};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
