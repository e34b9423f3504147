package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// share writes a share of 1 as tables of precision and recall do: .958, 1.000.
func share(x float64) string {
	return strings.TrimPrefix(strconv.FormatFloat(x, 'f', 3, 64), "0")
}

// signed writes the difference of two shares: +.204, -.010.
func signed(x float64) string {
	sign := "+"
	if x < 0 {
		sign = "-"
	}
	return sign + share(math.Abs(x))
}

// grouped writes a number with its thousands apart: 45,109.
func grouped(n int) string {
	if n < 0 {
		return "-" + grouped(-n)
	}
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}

// rounded writes a measurement with the two or three figures that are worth
// reading: 523,000.
func rounded(x float64) string {
	unit := math.Pow(10, max(0, math.Floor(math.Log10(max(1, x)))-2))
	return grouped(int(math.Round(x/unit) * unit))
}
