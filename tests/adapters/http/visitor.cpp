#include "tests/adapters/http/visitor.hpp"

#include <atomic>
#include <gtest/gtest.h>

#include "tests/adapters/http/corpora.hpp"

namespace waymark::http {

RawAnswer Visitor::receive() {
    auto answer = client_.receive();
    EXPECT_TRUE(answer) << "no answer came";
    return answer.value_or(RawAnswer{});
}

RawAnswer Visitor::get(const std::string& path, const std::string& fields) {
    client_.send(request_text("GET", path, token_, fields));
    return receive();
}

RawAnswer Visitor::put(const std::string& path, const std::string& csv) {
    client_.send(request_text("PUT", path, token_, "Content-Type: text/csv\r\n", csv));
    return receive();
}

void Visitor::send_post(const std::string& path, const std::string& body, const std::string& key,
                        const std::string& fields) {
    client_.send(request_text("POST", path, token_, "Idempotency-Key: " + key + "\r\n" + fields, body));
}

RawAnswer Visitor::post(const std::string& path, const std::string& body, const std::string& key,
                        const std::string& fields) {
    static std::atomic<unsigned> count = 0;
    send_post(path, body, key.empty() ? "visitor-" + std::to_string(++count) : key, fields);
    return receive();
}

std::string Visitor::new_ticket(const std::string& title) {
    const auto answer = post("/api/v1/tickets", R"({"title":")" + title + R"("})");
    EXPECT_EQ(answer.status, 201U) << answer.body;
    return text_at(answer, "instance.id");
}

std::string code_of(const RawAnswer& answer) {
    EXPECT_GE(answer.status, 400U) << answer.body;
    EXPECT_EQ(answer.field("content-type"), "application/problem+json");
    const auto body = answer.json();
    EXPECT_EQ(body["status"], states::Value(static_cast<int>(answer.status)));
    EXPECT_EQ(body["type"], states::Value("urn:waymark:error:" + std::string(body["code"].string_or(""))));
    EXPECT_FALSE(body["detail"].string_or("").empty());
    return std::string(body["code"].string_or(""));
}

states::Value at(const RawAnswer& answer, const std::string& path) {
    auto value = answer.json();
    for (const auto& step : split(path, '.')) {
        if (value.is_array()) {
            const auto index = std::stoul(step);
            if (index >= value.array().size()) return {};
            value = states::Value(value.array()[index]);
        } else {
            value = states::Value(value[step]);
        }
    }
    return value;
}

std::string text_at(const RawAnswer& answer, const std::string& path) {
    return std::string(at(answer, path).string_or(""));
}

}  // namespace waymark::http
